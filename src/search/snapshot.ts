import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Paper } from '../papers/paper.ts'
import { LEXICAL_FIELDS } from './lexical.ts'
import { TOKENIZER_VERSION } from './tokenize.ts'

const snapshotSchema = z.object({ fingerprint: z.string(), sum: z.string(), lexical: z.string(), vectors: z.string() })

// Changes with what a snapshot holds.
const LAYOUT = 2

export interface Snapshot {
  lexical: string
  vectors: Float32Array
}

/** Names all that an index depends on: tokenizer, fields, model and the papers' texts. */
export function fingerprint(papers: readonly Paper[], modelId: string): string {
  const hash = createHash('sha256').update(JSON.stringify([LAYOUT, TOKENIZER_VERSION, LEXICAL_FIELDS, modelId]))
  for (const { id, title, abstract } of papers) hash.update(JSON.stringify([id, title, abstract]))
  return hash.digest('hex')
}

/** The snapshot in `folder` if it is whole and of this fingerprint, else undefined: the caller rebuilds. */
export function loadSnapshot(folder: string, wanted: string): Snapshot | undefined {
  try {
    const {
      fingerprint: found,
      sum,
      lexical,
      vectors,
    } = snapshotSchema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
    if (found !== wanted || sum !== checksum(lexical, vectors)) return undefined
    const bytes = Buffer.from(vectors, 'base64')
    return { lexical, vectors: new Float32Array(new Uint8Array(bytes).buffer) }
  } catch {
    return undefined
  }
}

/** Writes a snapshot beside the old one and then puts it in its place, so that a kill leaves one of the two. */
export function saveSnapshot(folder: string, wanted: string, { lexical, vectors }: Snapshot): void {
  mkdirSync(folder, { recursive: true })
  const bytes = Buffer.from(vectors.buffer, vectors.byteOffset, vectors.byteLength)
  const temporary = `${fileIn(folder)}.${process.pid}`
  const encoded = bytes.toString('base64')
  const sum = checksum(lexical, encoded)
  writeFileSync(temporary, JSON.stringify({ fingerprint: wanted, sum, lexical, vectors: encoded }))
  renameSync(temporary, fileIn(folder))
}

const checksum = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')
const fileIn = (folder: string) => join(folder, 'index.json')
