// How fast papers are imported and added, and what they weigh: npm run bench:import -- 100000 < corpus.jsonl
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findNumbers } from '../../src/answer/numbers.ts'
import { createApp } from '../../src/app.ts'
import { parseClaimWish } from '../../src/claims/claim-words.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

const BATCH = 1000
const STEP = 10_000
const ADDED = 50
const most = Number(process.argv[2] ?? 10_000)
const withModel = process.argv[3] !== 'none'
const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
const data = join(import.meta.dirname, '../../data')
const embedder = withModel
  ? await createTransformersEmbedder({ model: 'shipped', modelsFolder: data, cacheFolder: home })
  : undefined
const start = () => createApp({ corpus: [], store: openSqliteStore(home), embedder, indexFolder: join(home, 'index') })
let app = await start()
const megabytes = () => {
  globalThis.gc?.()
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage()
  const whole = (bytes: number) => Math.round(bytes / 2 ** 20)
  return { rss: whole(rss), heap: whole(heapUsed), external: whole(external + arrayBuffers) }
}
const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(2)

console.log('papers', 'papers/s', megabytes())
let lines: string[] = []
let imported = 0
let reported = 0
let spentMs = 0
const heaps: number[] = []
async function flush() {
  const started = performance.now()
  const { added } = await app.importText(lines.join('\n'), 'the corpus')
  spentMs += performance.now() - started
  imported += added
  lines = []
  if (imported - reported >= STEP || imported >= most) {
    const now = megabytes()
    heaps.push(now.heap)
    console.log(imported, Math.round((imported - reported) / (spentMs / 1000)), now)
    ;[reported, spentMs] = [imported, 0]
  }
}
for await (const line of createInterface({ input: process.stdin })) {
  if (imported + lines.length >= most + ADDED) break
  lines.push(line)
  if (lines.length === BATCH && imported < most) await flush()
}
const [first = 1] = heaps
console.log(`heap after the last ${STEP} to that after the first: ${((heaps.at(-1) ?? first) / first).toFixed(2)}`)
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
let started = performance.now()
app = await start()
console.log(`start: ${seconds(started)} s`, megabytes())
started = performance.now()
const { claims } = app.stats()
console.log(`${claims} numbers read in ${seconds(started)} s`, megabytes())
for (const words of ['speedups above 3x', 'FID below 2.5', 'accuracy', 'which papers use a 7B model']) {
  started = performance.now()
  const { found } = await findNumbers([parseClaimWish(words)], { library: app.library, search: app.search })
  console.log(`claims ${words}: ${found.length} in ${seconds(started)} s`)
}
started = performance.now()
app.suggest('papers', 'graph neural', 25)
console.log(`titles suggested in ${seconds(started)} s`)
started = performance.now()
app.library.speakingOf('TiTok')
console.log(`the paper that speaks of a name in ${seconds(started)} s`, megabytes())
await app.close()
rmSync(home, { recursive: true, force: true })
