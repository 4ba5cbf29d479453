const LARGEST = 127

/** A vector in a byte a dimension: times `scale` it is the vector again, to within half a step. */
export interface ByteVector {
  scale: number
  bytes: Int8Array
}

/** Rounds a vector to bytes, its largest component to 127. Measured loss: see the README's table of figures. */
export function toBytes(vector: Float32Array): ByteVector {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const scale = largest / LARGEST || 1
  return { scale, bytes: Int8Array.from(vector, (value) => Math.round(value / scale)) }
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

export function unpackVectors(packed: Buffer, dimensions: number): ByteVector[] {
  const length = 4 + dimensions
  return Array.from({ length: Math.floor(packed.length / length) }, (_, i) => ({
    scale: packed.readFloatLE(i * length),
    bytes: new Int8Array(packed.buffer, packed.byteOffset + i * length + 4, dimensions),
  }))
}
