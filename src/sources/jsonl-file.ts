import { closeSync, openSync, readSync } from 'node:fs'
import { parseJsonlParts } from './jsonl.ts'
import type { Parsed } from './source.ts'

const READ_BYTES = 1024 * 1024

/**
 * The papers of a file of JSON lines, some hundred at a time; undefined when it is of another format, which is read whole.
 * Throws what the file system says.
 */
export function jsonlParts(file: string): Iterable<Parsed> | undefined {
  const lines = linesOf(file)
  const { value: first } = lines.next()
  lines.return(undefined)
  // As `parsePapers` tells it: one object over several lines may be of another source.
  if (!first?.trimStart().startsWith('{') || !/"abstract"\s*:/.test(first)) return undefined
  return parseJsonlParts(linesOf(file))
}

/** The lines of a file. Only a line feed ends one. */
function* linesOf(file: string): Generator<string, void, undefined> {
  const handle = openSync(file, 'r')
  try {
    // Leaves the mark of UTF-8 at the beginning out.
    const decoder = new TextDecoder()
    const bytes = Buffer.alloc(READ_BYTES)
    let rest = ''
    for (let read = readSync(handle, bytes); read > 0; read = readSync(handle, bytes)) {
      const lines = (rest + decoder.decode(bytes.subarray(0, read), { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield line.replace(/\r$/, '')
    }
    yield rest + decoder.decode()
  } finally {
    closeSync(handle)
  }
}
