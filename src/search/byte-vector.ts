const LARGEST = 127
const AT_ONCE = 4

/** A vector in a byte a dimension: times `scale` it is the vector again, to within half a step. */
export interface ByteVector {
  scale: number
  bytes: Int8Array
}

/** Rounds a vector to bytes, its largest component to 127. Measured loss: see the README's table of figures. */
export function toBytes(vector: Float32Array): ByteVector {
  let largest = 0
  for (const value of vector) largest = Math.max(largest, Math.abs(value))
  const scale = largest / LARGEST || 1
  const bytes = new Int8Array(vector.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round((vector[i] ?? 0) / scale)
  return { scale, bytes }
}

/** Scalar product of a vector with one in bytes; the cosine for unit vectors. */
export function dot(a: Float32Array, { scale, bytes }: ByteVector): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (bytes[i] ?? 0)
  return sum * scale
}

/** One vector after the other as bytes, each behind its scale, a 32-bit float. */
export function packVectors(vectors: readonly ByteVector[]): Buffer {
  return Buffer.concat(
    vectors.flatMap(({ scale, bytes }) => [
      Buffer.from(Float32Array.of(scale).buffer),
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    ]),
  )
}

/**
 * Scalar products of a vector with each of those packed one after the other, the same as `dot` gives, four at a time: a
 * sum has to wait for each of its additions, and four sums wait together.
 */
export function dots(a: Float32Array, packed: Buffer): number[] {
  const length = 4 + a.length
  const count = Math.floor(packed.length / length)
  const bytes = new Int8Array(packed.buffer, packed.byteOffset, packed.length)
  const products: number[] = []
  for (let row = 0; row < count; row += AT_ONCE) {
    // Where the rows do not come out even, the last is taken again.
    const at = [0, 1, 2, 3].map((i) => Math.min(row + i, count - 1) * length)
    const [one = 0, two = 0, three = 0, four = 0] = at.map((start) => start + 4)
    let first = 0
    let second = 0
    let third = 0
    let fourth = 0
    for (let i = 0; i < a.length; i++) {
      const value = a[i] ?? 0
      first += value * (bytes[one + i] ?? 0)
      second += value * (bytes[two + i] ?? 0)
      third += value * (bytes[three + i] ?? 0)
      fourth += value * (bytes[four + i] ?? 0)
    }
    const sums = [first, second, third, fourth].slice(0, count - row)
    for (const [i, sum] of sums.entries()) products.push(sum * packed.readFloatLE(at[i] ?? 0))
  }
  return products
}

export function unpackVectors(packed: Buffer, dimensions: number): ByteVector[] {
  const length = 4 + dimensions
  return Array.from({ length: Math.floor(packed.length / length) }, (_, i) => ({
    scale: packed.readFloatLE(i * length),
    bytes: new Int8Array(packed.buffer, packed.byteOffset + i * length + 4, dimensions),
  }))
}
