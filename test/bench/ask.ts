// How long /ask takes from the command to the message that Discord is sent:
//
//   xz -dc corpus.jsonl.xz | npm run bench:ask -- 69 10000 100000
//
// For each size so many of the abstracts that come from standard input (one JSON object a line: id, title, abstract) are
// put into a home of their own, the app is closed and started again, which is timed; then every 10th of the questions of
// data/answers is asked once to warm up and once more, each a little differently, to be timed. Vectors of the first
// 2,000 papers are the model's own; later papers get those again.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { ask } from '../../commands/ask.ts'
import { createApp } from '../../src/app.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { discordMessage } from '../../src/render/discord.ts'
import { sayEnglish } from '../../src/say/say.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { stageFor } from '../../src/stage.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { replaying } from './replaying.ts'

const STEP = 1000
const dataFolder = join(import.meta.dirname, '../../data')
const sizes = process.argv.slice(2).map(Number)
const questions = readFileSync(join(dataFolder, 'answers/questions.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => z.object({ question: z.string(), named: z.string() }).parse(JSON.parse(line)))
  .filter((_, i) => i % 10 === 0)
  .map(({ question, named }, i) => (i % 2 === 0 ? question : named))
const papers = await readPapers(Math.max(...sizes))
for (const size of sizes) await measure(papers.slice(0, size))

async function readPapers(most: number): Promise<Paper[]> {
  const recordSchema = z.object({ id: z.string(), title: z.string(), abstract: z.string() })
  const read: Paper[] = []
  for await (const line of createInterface({ input: process.stdin })) {
    const record = recordSchema.parse(JSON.parse(line))
    read.push({ ...record, title: record.title.slice(0, 1000) || record.id, url: '', links: {}, source: 'bench' })
    if (read.length === most) break
  }
  return read
}

async function measure(papers: readonly Paper[]): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-bench-'))
  const embedder = await createTransformersEmbedder({
    model: 'shipped',
    modelsFolder: dataFolder,
    cacheFolder: dataFolder,
  })
  const open = () => createApp({ corpus: [], store: openSqliteStore(home), embedder: replayed, indexFolder: home })
  const replayed = replaying(embedder)
  const first = await open()
  await first.importParts(
    (function* () {
      for (let at = 0; at < papers.length; at += STEP) yield { papers: papers.slice(at, at + STEP), rejected: [] }
    })(),
  )
  while (first.library.readClaims());
  await first.close()
  const opened = performance.now()
  const app = await open()
  const startMs = performance.now() - opened
  const once = async (question: string) => {
    const { reply } = await ask.run(app, ask.options.parse({ question }))
    const request = { command: 'ask', options: { question } }
    return discordMessage(reply, stageFor(app, sayEnglish), { request, page: 0, canShare: true })
  }
  for (const question of questions) await once(question)
  const times: number[] = []
  for (const question of questions) {
    const started = performance.now()
    await once(`so, ${question}`)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(share * times.length)] ?? 0).toFixed(1)
  console.log(
    `${papers.length} papers: start ${startMs.toFixed(0)} ms; ${times.length} questions: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  )
  await app.close()
  await embedder.close()
  rmSync(home, { recursive: true, force: true })
}
