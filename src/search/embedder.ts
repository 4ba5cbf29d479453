/** Port: turns texts into unit-length vectors. Adapters: transformers.ts (the real model), and a fake in test/. */
export interface Embedder {
  /** Names model, precision and library: vectors of different ids are never compared. */
  readonly id: string
  /** Length of every vector. */
  readonly dimensions: number
  /** One unit vector a text, in order. An empty list gives an empty list. */
  embed(texts: readonly string[], role: 'query' | 'passage'): Promise<Float32Array[]>
  close(): Promise<void>
}
