import { type ByteVector, toBytes } from './byte-vector.ts'

// Room for this many vectors to begin with; doubled when full.
const FIRST_ROOM = 128
/** Growing matrix of byte vectors, one row a paper, scanned whole. */
export function createVectorTable(dimensions: number) {
  let bytes = new Int8Array(FIRST_ROOM * dimensions)
  let scales = new Float32Array(FIRST_ROOM)
  const ids: string[] = []
  const rows = new Map<string, number>()

  function grow() {
    const more = new Int8Array(bytes.length * 2)
    more.set(bytes)
    bytes = more
    const wider = new Float32Array(scales.length * 2)
    wider.set(scales)
    scales = wider
  }
  function put(id: string, vector: ByteVector) {
    const row = rows.get(id) ?? ids.length
    if (row === scales.length) grow()
    ids[row] = id
    rows.set(id, row)
    bytes.set(vector.bytes, row * dimensions)
    scales[row] = vector.scale
  }
  function at(row: number): ByteVector {
    return { scale: scales[row] ?? 1, bytes: bytes.subarray(row * dimensions, (row + 1) * dimensions) }
  }
  return {
    put,
    size: () => ids.length,
    get(id: string): ByteVector | undefined {
      const row = rows.get(id)
      return row === undefined ? undefined : at(row)
    },
    /** Scalar product of every row with a vector, in the rows' order. */
    scores(vector: Float32Array): { ids: readonly string[]; scores: Float32Array } {
      const query = toBytes(vector)
      const scores = new Float32Array(ids.length)
      for (let row = 0; row < ids.length; row++) {
        const base = row * dimensions
        let sum = 0
        for (let i = 0; i < dimensions; i++) sum += (query.bytes[i] as number) * (bytes[base + i] as number)
        scores[row] = sum * query.scale * (scales[row] as number)
      }
      return { ids, scores }
    },
    remove(id: string) {
      const row = rows.get(id)
      const last = ids.length - 1
      if (row === undefined) return
      const moved = ids[last] ?? ''
      put(id, at(last))
      ids[row] = moved
      rows.set(moved, row)
      rows.delete(id)
      ids.pop()
    },
  }
}

export type VectorTable = ReturnType<typeof createVectorTable>
