// How long search takes as a library grows, beside four other engines on the same texts and questions in the same process:
//   xz -dc corpus.jsonl.xz | npm run bench -- 1000 10000 100000 [--vectors FOLDER]
// Without a corpus on standard input the papers of data/ are repeated under other ids. Questions are the first two to
// eight words of titles, every third with a slip. Vectors of the first 2,000 papers are the model's own; later papers get
// those again, since a scan takes as long for any vector. With --vectors every paper gets its own, and the folder keeps
// the index files for the next run, whose rows then tell no indexing rate.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { getHeapStatistics } from 'node:v8'
import { sentences } from '../../src/claims/sentences.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { createSearch, type Mode } from '../../src/search/search.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { parseJsonl } from '../../src/sources/jsonl.ts'
import { embeddingSpeed } from './embedding.ts'
import { PEERS } from './peers.ts'
import { replaying } from './replaying.ts'

const QUESTIONS = 200
// A peer that takes longer to fill is left; one that answers slower gets fewer questions.
const LONGEST_BUILD_MS = 300_000
const LONGEST_ASKING_MS = 60_000
const STEP = 1000
// Of what Node may use: beyond, it would end with all that was measured.
const FULL = 0.8
const dataFolder = join(import.meta.dirname, '../../data')

type Find = (question: string) => unknown
interface Row {
  papers: number
  engine: string
  'papers/s': number | string
  questions: number | ''
  'p50 ms': number | ''
  'p99 ms': number | ''
  'memory MB': number | ''
  'file MB': number | ''
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { vectors: { type: 'string' } } })
const sizes = positionals.length > 0 ? positionals.map(Number) : [1000, 10_000]
const all = await readPapers(Math.max(...sizes))
const folder = mkdtempSync(join(tmpdir(), 'verbatim-bench-'))
const model = await createTransformersEmbedder({ model: 'shipped', modelsFolder: dataFolder, cacheFolder: folder })
const rows: Row[] = []
try {
  const texts = all
    .slice(0, 300)
    .flatMap(({ abstract }) => sentences(abstract).map(({ start, end }) => abstract.slice(start, end)))
  console.table(await embeddingSpeed(texts, dataFolder, folder))
  for (const size of sizes) {
    const papers = all.slice(0, size)
    const questions = questionsOf(papers)
    await ours(papers, questions)
    for (const engine of Object.keys(PEERS)) await peer(engine, papers, questions)
  }
  console.table(rows)
} finally {
  await model.close()
  rmSync(folder, { recursive: true, force: true })
}

async function readPapers(most: number): Promise<Paper[]> {
  const lines: string[] = []
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) if (lines.push(line) >= most) break
  }
  const given = parseJsonl(lines.length > 0 ? lines.join('\n') : readFileSync(join(dataFolder, 'corpus.jsonl'), 'utf8'))
  if (lines.length > 0) return given.papers
  return Array.from({ length: most }, (_, i) => {
    const paper = given.papers[i % given.papers.length] as Paper
    return { ...paper, id: `${paper.id} ${i}` }
  })
}

function questionsOf(papers: readonly Paper[]): string[] {
  return Array.from({ length: QUESTIONS }, (_, i) => {
    const { title } = papers[Math.floor((i * papers.length) / QUESTIONS)] as Paper
    const words = title.split(/\s+/).slice(0, 2 + (i % 7))
    if (i % 3 === 0) words[0] = (words[0] ?? '').replace(/(?<=^..)./, '')
    return words.join(' ')
  })
}

async function ours(papers: readonly Paper[], questions: readonly string[]) {
  const indexFolder = join(values.vectors ?? folder, String(papers.length))
  const isKept = existsSync(join(indexFolder, 'index.db'))
  const embedder = values.vectors === undefined ? replaying(model) : { ...model, async close() {} }
  const before = memory()
  const built = performance.now()
  const first = createSearch({ embedder, sentences, indexFolder })
  first.load(papers)
  await first.embedMissing()
  const rate = isKept ? 'kept' : round(papers.length / seconds(built))
  await first.close()
  const size = statSync(join(indexFolder, 'index.db')).size / 1e6
  const search = createSearch({ embedder, sentences, indexFolder })
  search.load(papers)
  for (const mode of ['lexical', 'semantic', 'fused'] as Mode[]) {
    const times = await timed(questions, (question) => search.search(question, { limit: 10, mode }))
    const engine = `ours, ${mode} (${search.state().engine})`
    row({ papers, engine, rate, times, mb: memory() - before, fileMb: Math.round(size) })
  }
  await search.close()
  if (values.vectors === undefined) rmSync(indexFolder, { recursive: true, force: true })
}

async function peer(engine: string, papers: readonly Paper[], questions: readonly string[]) {
  const before = memory()
  const built = performance.now()
  const own = join(folder, `${papers.length} ${engine}`)
  mkdirSync(own)
  const made = PEERS[engine]?.(own)
  for (let at = 0; at < papers.length; at += STEP) {
    await made?.add(papers.slice(at, at + STEP))
    const trouble = tooMuch(built)
    if (trouble) return row({ papers, engine, rate: `${trouble} at ${at + STEP} papers` })
  }
  const rate = round(papers.length / seconds(built))
  const times = await timed(questions, (question) => made?.find(question))
  row({ papers, engine, rate, times, mb: memory() - before })
}

function tooMuch(started: number): string | undefined {
  if (performance.now() - started > LONGEST_BUILD_MS) return 'over 5 minutes'
  const isFull = process.memoryUsage().heapUsed > FULL * getHeapStatistics().heap_size_limit
  return isFull ? 'out of memory' : undefined
}

/** The times of the questions in rising order, as many as fit into a minute. */
async function timed(questions: readonly string[], find: Find): Promise<number[]> {
  const times: number[] = []
  const end = performance.now() + LONGEST_ASKING_MS
  for (const question of questions) {
    if (performance.now() > end) break
    const started = performance.now()
    await find(question)
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)
}

function row(measured: {
  papers: readonly Paper[]
  engine: string
  rate: number | string
  times?: number[]
  mb?: number
  fileMb?: number
}) {
  const { papers, engine, rate, times = [], mb, fileMb = '' } = measured
  const at = (share: number) => {
    const time = times[Math.min(times.length - 1, Math.floor(share * times.length))]
    return time === undefined ? '' : round(time)
  }
  rows.push({
    papers: papers.length,
    engine,
    'papers/s': rate,
    questions: times.length || '',
    'p50 ms': at(0.5),
    'p99 ms': at(0.99),
    'memory MB': mb === undefined ? '' : Math.round(mb),
    'file MB': fileMb,
  })
  console.log(JSON.stringify(rows.at(-1)))
}

/** What the process holds now, in MB, after the garbage is collected. */
function memory(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}

function seconds(started: number): number {
  return (performance.now() - started) / 1000
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}
