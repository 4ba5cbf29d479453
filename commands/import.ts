import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import type { App, ImportOutcome } from '../src/app.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import { UserError } from '../src/errors.ts'
import { jsonlParts } from '../src/sources/jsonl-file.ts'

// A day's papers are under 1 MB; 255,000 abstracts are about 350 MB.
const LARGEST_FILE_BYTES = 512 * 1024 * 1024

export const importPapers = defineCommand({
  name: 'import',
  description: 'Add papers from a file or text: JSON lines, BibTeX, arXiv Atom, Hugging Face JSON, a page',
  options: z.object({
    file: z.string().trim().min(1).optional().describe('Path of the file'),
    text: z.string().min(1).optional().describe('The papers themselves'),
  }),
  positional: 'file',
  example: 'import papers.jsonl',
  only: 'terminal',
  async run(app, { file, text }, asker) {
    if ((file === undefined) === (text === undefined)) {
      throw new UserError('bad_options', 'Give import either a file or a text.')
    }
    const outcome = text === undefined ? await importFile(app, file ?? '') : await app.importText(text, 'the text')
    const { added, updated, unchanged, rejected } = outcome
    return {
      result: outcome,
      reply: {
        heading: voiceFor(asker)('papers.imported', { added, updated, unchanged, rejected: rejected.length }),
        cards:
          rejected.length > 0
            ? [{ quotes: [], lines: rejected.slice(0, 50).map(({ where, reason }) => `${where}: ${reason}`) }]
            : [],
      },
    }
  },
})

/** A file of JSON lines is never in memory as a whole. */
async function importFile(app: App, file: string): Promise<ImportOutcome> {
  const parts = await readable(file, async () => {
    const { size } = await stat(file)
    if (size > LARGEST_FILE_BYTES) throw new UserError('file_too_large', `${file} is over 512 MB: split it.`)
    return jsonlParts(file)
  })
  if (parts) return app.importParts(parts)
  return app.importText(await readable(file, () => readFile(file, 'utf8')), file)
}

async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('unreadable_file', `${file} cannot be read (${reason}): give the path of a file that exists.`, {
      cause,
    })
  }
}
