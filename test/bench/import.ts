// How fast papers are imported and added, and what they weigh: npm run bench:import -- 100000 < corpus.jsonl
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createApp } from '../../src/app.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

const BATCH = 1000
const STEP = 5000
const ADDED = 50
const most = Number(process.argv[2] ?? 10_000)
const withModel = process.argv[3] !== 'none'
const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
const data = join(import.meta.dirname, '../../data')
const embedder = withModel
  ? await createTransformersEmbedder({ model: 'shipped', modelsFolder: data, cacheFolder: home })
  : undefined
const app = await createApp({ corpus: [], store: openSqliteStore(home), embedder, indexFolder: join(home, 'index') })
const megabytes = () => {
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  return {
    rss: Math.round(rss / 2 ** 20),
    heap: Math.round(heapUsed / 2 ** 20),
    external: Math.round(external / 2 ** 20),
  }
}

console.log('papers', 'papers/s', megabytes())
let lines: string[] = []
let imported = 0
let reported = 0
let spentMs = 0
async function flush() {
  const started = performance.now()
  const { added } = await app.importText(lines.join('\n'), 'the corpus')
  spentMs += performance.now() - started
  imported += added
  lines = []
  if (imported - reported >= STEP || imported >= most) {
    console.log(imported, Math.round((imported - reported) / (spentMs / 1000)), megabytes())
    ;[reported, spentMs] = [imported, 0]
  }
}
for await (const line of createInterface({ input: process.stdin })) {
  if (imported + lines.length >= most + ADDED) break
  lines.push(line)
  if (lines.length === BATCH && imported < most) await flush()
}
const times: number[] = []
for (const line of lines.slice(0, ADDED)) {
  const started = performance.now()
  await app.importText(line, 'one')
  await app.search.search('a method for graphs', { limit: 3, mode: 'fused' })
  times.push(performance.now() - started)
}
times.sort((a, b) => a - b)
console.log(
  `adding one and searching, at ${imported} papers: p50 ${times[ADDED / 2]?.toFixed(0)} ms, worst ${times.at(-1)?.toFixed(0)} ms`,
)
await app.close()
rmSync(home, { recursive: true, force: true })
