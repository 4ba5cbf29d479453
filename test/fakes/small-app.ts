import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { quoteOf } from '../../src/answer/quote.ts'
import { type App, createApp } from '../../src/app.ts'
import { type Command, defineCommand } from '../../src/command.ts'
import { paperSchema } from '../../src/papers/paper.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

const smallPaper = paperSchema.parse({
  id: '2401.00001',
  title: 'Weaving Lattices',
  abstract: 'Our loom weaves 12.5% faster than a hand loom. It needs 2MB.',
  url: 'https://arxiv.org/abs/2401.00001',
})

/** An app of one paper, in a home of its own that `close` removes. */
export async function smallApp(): Promise<App> {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const app = await createApp({ corpus: [smallPaper], store: openSqliteStore(home), embedder: undefined })
  return {
    ...app,
    async close() {
      await app.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** A command that echoes its options and quotes the one paper, and a command with a bug. */
export const smallCommands: Command[] = [
  defineCommand({
    name: 'ask',
    description: 'Echoes the question',
    options: z.object({
      question: z.string().trim().min(1).max(2000).describe('Your question'),
      limit: z.number().int().max(10).default(3).describe('How many at most'),
      has_code: z.boolean().optional().describe('Only with code'),
      unit: z.string().optional(),
    }),
    positional: 'question',
    example: 'ask how fast',
    async run(_app, options) {
      const quote = quoteOf(smallPaper, 'abstract', { start: 0, end: 46 })
      return {
        result: options,
        reply: { heading: options.question, cards: [{ quotes: [{ quote, bold: [{ start: 16, end: 21 }] }] }] },
      }
    },
  }),
  defineCommand({
    name: 'broken',
    description: 'Has a bug',
    options: z.object({}),
    example: 'broken',
    async run() {
      throw new TypeError('secret detail')
    },
  }),
]
