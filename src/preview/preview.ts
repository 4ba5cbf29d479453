// Composition root of the preview: environment → the bot's app in a temporary home → a local page or its pictures.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { commands } from '../../commands/index.ts'
import { type App, createApp } from '../app.ts'
import { publicError } from '../boundary.ts'
import { UserError } from '../errors.ts'
import type { Library } from '../papers/library.ts'
import { chartPng } from '../render/chart.ts'
import { createTransformersEmbedder } from '../search/transformers.ts'
import { SourceUnavailable } from '../sources/news.ts'
import { parsePapers } from '../sources/parse-papers.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { findChromium } from './chromium.ts'
import { libraryListing } from './daily-post.ts'
import { messagesOf } from './messages-of.ts'
import { startPreview } from './server.ts'

const dataFolder = fileURLToPath(new URL('../../data', import.meta.url))
// Pictures are of one morning, so that they change only when what they show does.
const ONE_MORNING = Date.parse('2026-11-27T08:00:00Z')

const settingsSchema = z.object({
  PREVIEW_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  CHROMIUM: z.string().optional(),
})

async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { screenshots: { type: 'string' } } })
  const settings = settingsSchema.safeParse(process.env)
  if (!settings.success) throw new UserError('bad_setting', 'PREVIEW_PORT must be a port: 0 to 65535.')
  const { PREVIEW_PORT: port, CHROMIUM } = settings.data
  const home = mkdtempSync(join(tmpdir(), 'verbatim-preview-'))
  try {
    const app = await openApp(home, values.screenshots === undefined ? Date.now : () => ONE_MORNING)
    const preview = await startPreview({
      app,
      commands,
      port,
      messagesOf,
      drawChart: (chart) => chartPng(chart, join(dataFolder, 'fonts/DejaVuSans.ttf')),
      onBug,
    })
    try {
      if (values.screenshots === undefined) await serve(preview.url)
      else await photograph(preview.url, values.screenshots, CHROMIUM)
    } finally {
      await preview.close()
      await app.close()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** The bot's app over the shipped papers; it asks nothing of the network, and what it keeps is gone in the end. */
async function openApp(home: string, now: () => number): Promise<App> {
  const { papers } = parsePapers(readFileSync(join(dataFolder, 'corpus.jsonl'), 'utf8'), 'corpus.jsonl')
  let library: Library | undefined
  const offline = () => Promise.reject(new SourceUnavailable('The preview', 'reads nothing from the network'))
  const app = await createApp({
    corpus: papers,
    store: openSqliteStore(home),
    embedder: await createTransformersEmbedder({ model: 'shipped', modelsFolder: dataFolder, cacheFolder: home }),
    now,
    sources: {
      news: [libraryListing(() => [...(library?.each() ?? [])], now)],
      lookups: [{ lookUp: offline }],
      readFile: offline,
      close: async () => {},
    },
  })
  library = app.library
  return app
}

async function serve(url: string): Promise<void> {
  process.stdout.write(`The preview is at ${url} (Ctrl+C ends it).\n`)
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}

async function photograph(url: string, folder: string, setting: string | undefined): Promise<void> {
  const chromium = findChromium(setting)
  if (!chromium)
    throw new UserError('no_browser', 'There is no Chromium here: install it, or set CHROMIUM to its file.')
  const { takeScreenshots } = await import('./screenshots.ts')
  for (const file of await takeScreenshots(chromium, url, folder)) process.stdout.write(`${file}\n`)
}

function onBug(id: string, cause: unknown): void {
  process.stderr.write(`${id} ${cause instanceof Error ? cause.stack : cause}\n`)
}

main(process.argv.slice(2)).catch((cause: unknown) => {
  process.stderr.write(`error: ${publicError(cause, onBug).message}\n`)
  process.exitCode = 1
})
