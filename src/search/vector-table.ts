import { type ByteVector, toBytes } from './byte-vector.ts'
import { SCAN_WASM } from './scan-wasm.ts'

type Scan = (rows: number, query: number, out: number, count: number, width: number) => void

// Room for this many vectors to begin with; doubled when full.
const FIRST_ROOM = 128
// The kernel takes sixteen bytes at a time, and the memory grows by pages.
const STEP = 16
const PAGE = 65_536

/**
 * Growing matrix of byte vectors, one row a paper, scanned whole: 100,000 rows of 256 take a tenth of what the same loop
 * takes in JavaScript. Memory: the query, then a 32-bit product a row, then the rows.
 */
export function createVectorTable(dimensions: number) {
  const width = Math.ceil(dimensions / STEP) * STEP
  const { memory, scan } = instantiate()
  let scales = new Float32Array(FIRST_ROOM)
  const ids: string[] = []
  const rowOf = new Map<string, number>()
  const rowsAt = () => width + scales.length * 4
  const bytes = () => new Int8Array(memory.buffer)
  reserve()

  /** Sees to it that the memory holds as many rows as there are scales. */
  function reserve() {
    const missing = rowsAt() + scales.length * width - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
  }
  function grow() {
    const before = rowsAt()
    const wider = new Float32Array(scales.length * 2)
    wider.set(scales)
    scales = wider
    reserve()
    bytes().copyWithin(rowsAt(), before, before + ids.length * width)
  }
  /** The row of an id, a new one if it has none. */
  function rowFor(id: string): number {
    const known = rowOf.get(id)
    if (known !== undefined) return known
    const row = ids.length
    if (row === scales.length) grow()
    ids[row] = id
    rowOf.set(id, row)
    return row
  }
  function put(id: string, vector: ByteVector) {
    const row = rowFor(id)
    bytes().set(vector.bytes, rowsAt() + row * width)
    scales[row] = vector.scale
  }
  function at(row: number): ByteVector {
    const start = rowsAt() + row * width
    return { scale: scales[row] ?? 1, bytes: bytes().slice(start, start + dimensions) }
  }
  return {
    put,
    /** Many that are new, each packed behind its scale: an object for each of 100,000 would take half of a start. */
    putPacked(vectors: readonly { id: string; whole: ArrayBuffer }[]) {
      for (const { id, whole } of vectors) {
        const row = rowFor(id)
        new Int8Array(memory.buffer, rowsAt() + row * width, dimensions).set(new Int8Array(whole, 4))
        scales[row] = new DataView(whole).getFloat32(0, true)
      }
    },
    size: () => ids.length,
    get(id: string): ByteVector | undefined {
      const row = rowOf.get(id)
      return row === undefined ? undefined : at(row)
    },
    /** Scalar product of every row with a vector, both in bytes, in the rows' order, and their mean. */
    scores(vector: Float32Array): { ids: readonly string[]; scores: Float32Array; mean: number } {
      const query = toBytes(vector)
      bytes().set(query.bytes)
      scan(rowsAt(), 0, width, ids.length, width)
      const products = new Int32Array(memory.buffer, width, ids.length)
      const scores = new Float32Array(ids.length)
      let sum = 0
      for (let row = 0; row < scores.length; row++) {
        const score = (products[row] ?? 0) * query.scale * (scales[row] ?? 1)
        scores[row] = score
        sum += score
      }
      return { ids, scores, mean: sum / (scores.length || 1) }
    },
    has: (id: string) => rowOf.has(id),
    /** Scalar products of each of these vectors with the rows of `wanted`, which must be there, in their order. */
    scoresOf(vectors: readonly Float32Array[], wanted: readonly string[]): Float32Array[] {
      const gathered = rowsAt() + scales.length * width
      const missing = gathered + wanted.length * width - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
      const all = bytes()
      const rows = wanted.map((id) => rowOf.get(id) ?? 0)
      for (const [i, row] of rows.entries())
        all.copyWithin(gathered + i * width, rowsAt() + row * width, rowsAt() + (row + 1) * width)
      return vectors.map((vector) => {
        const query = toBytes(vector)
        all.set(query.bytes)
        scan(gathered, 0, width, rows.length, width)
        const products = new Int32Array(memory.buffer, width, rows.length)
        return Float32Array.from(rows, (row, i) => (products[i] ?? 0) * query.scale * (scales[row] ?? 1))
      })
    },
    remove(id: string) {
      const row = rowOf.get(id)
      const last = ids.length - 1
      if (row === undefined) return
      const moved = ids[last] ?? ''
      if (row !== last) {
        put(id, at(last))
        ids[row] = moved
        rowOf.set(moved, row)
      }
      rowOf.delete(id)
      ids.pop()
    },
  }
}

function instantiate(): { memory: WebAssembly.Memory; scan: Scan } {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(SCAN_WASM, 'base64')))
  return { memory: exports.memory as WebAssembly.Memory, scan: exports.scan as Scan }
}
