// How long search takes as a library grows, beside four other engines on the same texts and questions in the same process:
//   xz -dc corpus.jsonl.xz | npm run bench -- 1000 10000 100000
// Without a corpus on standard input the papers of data/ are repeated under other ids. Questions are the first two to
// eight words of titles, every third with a slip. Vectors of the first 2,000 papers are the model's own; later papers get
// those again, since a scan takes as long for any vector and the model's own speed is measured apart.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { create, insertMultiple, search as searchOrama } from '@orama/orama'
import { Document as FlexDocument } from 'flexsearch'
import Database from 'libsql'
import MiniSearch from 'minisearch'
import { sentences } from '../../src/claims/sentences.ts'
import type { Paper } from '../../src/papers/paper.ts'
import type { Embedder } from '../../src/search/embedder.ts'
import { createSearch, type Mode } from '../../src/search/search.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { parseJsonl } from '../../src/sources/jsonl.ts'

const QUESTIONS = 200
const OWN_VECTORS = 2000
const ORAMA_UP_TO = 100_000 // beyond, it needs more memory than most machines have
const dataFolder = join(import.meta.dirname, '../../data')

type Find = (question: string) => unknown
interface Row {
  papers: number
  engine: string
  'build s': number
  'p50 ms': number
  'p99 ms': number
  'memory MB': number
  'start s': number | ''
  'file MB': number | ''
}

const sizes = process.argv.slice(2).map(Number)
const all = await readPapers(Math.max(...(sizes.length > 0 ? sizes : [1000, 10_000])))
const folder = mkdtempSync(join(tmpdir(), 'verbatim-bench-'))
const model = await createTransformersEmbedder({ model: 'shipped', modelsFolder: dataFolder, cacheFolder: folder })
const rows: Row[] = []
try {
  await embeddingSpeed()
  for (const size of sizes.length > 0 ? sizes : [1000, 10_000]) {
    const papers = all.slice(0, size)
    const questions = questionsOf(papers)
    await ours(papers, questions)
    await peers(papers, questions)
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

/** The model's vectors for the first papers and for questions; the same ones over again for the rest. */
function replaying(): Embedder {
  const kept: Float32Array[] = []
  return {
    ...model,
    async embed(texts, role) {
      if (role === 'query') return model.embed(texts, role)
      if (kept.length >= OWN_VECTORS * 9) return texts.map((_, i) => kept[i % kept.length] as Float32Array)
      const vectors = await model.embed(texts, role)
      kept.push(...vectors)
      return vectors
    },
    async close() {},
  }
}

async function ours(papers: readonly Paper[], questions: readonly string[]) {
  const indexFolder = join(folder, String(papers.length))
  const before = memory()
  const built = performance.now()
  const embedder = replaying()
  const first = createSearch({ embedder, sentences, indexFolder })
  first.load(papers)
  await first.embedMissing()
  const buildS = seconds(built)
  await first.close()
  const size = statSync(join(indexFolder, 'index.db')).size / 1e6
  const started = performance.now()
  const search = createSearch({ embedder, sentences, indexFolder })
  search.load(papers)
  const startS = seconds(started)
  for (const mode of ['lexical', 'semantic', 'fused'] as Mode[]) {
    const times = await timed(questions, (question) => search.search(question, { limit: 10, mode }))
    const { engine = '' } = search.state()
    row(papers, `ours, ${mode} (${engine})`, { buildS, times, mb: memory() - before, startS, fileMb: size })
  }
  await search.close()
  rmSync(indexFolder, { recursive: true, force: true })
}

async function peers(papers: readonly Paper[], questions: readonly string[]) {
  const measure = async (engine: string, build: () => Find | Promise<Find>) => {
    const before = memory()
    const built = performance.now()
    const find = await build()
    const buildS = seconds(built)
    row(papers, engine, { buildS, times: await timed(questions, find), mb: memory() - before })
  }
  await measure('MiniSearch, prefix and fuzzy', () => {
    const index = new MiniSearch({ fields: ['title', 'abstract'] })
    index.addAll(papers)
    return (question) => index.search(question, { prefix: true, fuzzy: 0.2, boost: { title: 2 } }).slice(0, 10)
  })
  if (papers.length <= ORAMA_UP_TO) {
    await measure('Orama', async () => {
      const index = create({ schema: { title: 'string', abstract: 'string' } as const })
      const texts = papers.map(({ title, abstract }) => ({ title, abstract }))
      await insertMultiple(index, texts)
      return (term) => searchOrama(index, { term, limit: 10 })
    })
  }
  await measure('FlexSearch', () => {
    const index = new FlexDocument({ document: { id: 'id', index: ['title', 'abstract'] }, tokenize: 'strict' })
    for (const [id, { title, abstract }] of papers.entries()) index.add({ id, title, abstract })
    return (question) => index.search(question, { limit: 10, suggest: true })
  })
  await measure('SQLite FTS5', () => {
    const db = new Database(join(folder, `fts5-${papers.length}.db`))
    db.exec("CREATE VIRTUAL TABLE t USING fts5(title, abstract, tokenize = 'porter unicode61')")
    const insert = db.prepare('INSERT INTO t VALUES (?, ?)')
    db.transaction(() => {
      for (const { title, abstract } of papers) insert.run(title, abstract)
    })()
    const select = db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 2, 1) LIMIT 10')
    return (question) => select.all((question.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `"${word}"`).join(' OR '))
  })
}

/** Texts a second through our embedder, and through the library's tokenizer and onnxruntime without anything else. */
async function embeddingSpeed() {
  const { AutoTokenizer, env } = await import('@xenova/transformers')
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  env.localModelPath = dataFolder
  env.allowRemoteModels = false
  const tokenizer = await AutoTokenizer.from_pretrained('model')
  const session = await InferenceSession.create(join(dataFolder, 'model/onnx/model_quantized.onnx'))
  const texts = all.slice(0, 300).flatMap(({ abstract }) => {
    return sentences(abstract).map(({ start, end }) => abstract.slice(start, end))
  })
  const batches = Array.from({ length: Math.ceil(texts.length / 16) }, (_, i) => texts.slice(i * 16, (i + 1) * 16))
  const tokenized = batches.map((batch) => tokenizer(batch, { padding: true, truncation: true }))
  const run = async (inputs: (typeof tokenized)[number]) => {
    const names = ['input_ids', 'attention_mask', 'token_type_ids'] as const
    return session.run(
      Object.fromEntries(names.map((name) => [name, new Tensor('int64', inputs[name].data, inputs[name].dims)])),
    )
  }
  const bare = await texted(texts, async () => {
    for (const inputs of tokenized) await run(inputs)
  })
  const withTokenizer = await texted(texts, async () => {
    for (const batch of batches) await run(tokenizer(batch, { padding: true, truncation: true }))
  })
  const own = await texted(texts, () => model.embed(texts, 'passage'))
  console.log(
    `embedding ${texts.length} sentences, texts a second: onnxruntime alone ${bare}, with the library's tokenizer ${withTokenizer}, ours ${own} (${(withTokenizer / own).toFixed(2)}× the time)`,
  )
}

async function texted(texts: readonly string[], run: () => Promise<unknown>): Promise<number> {
  const rates: number[] = []
  for (let i = 0; i < 3; i++) {
    const started = performance.now()
    await run()
    rates.push(texts.length / seconds(started))
  }
  return Math.round(Math.max(...rates))
}

async function timed(questions: readonly string[], find: Find): Promise<number[]> {
  const times: number[] = []
  for (const question of questions) {
    const started = performance.now()
    await find(question)
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)
}

function row(
  papers: readonly Paper[],
  engine: string,
  {
    buildS,
    times,
    mb,
    startS,
    fileMb,
  }: { buildS: number; times: number[]; mb: number; startS?: number; fileMb?: number },
) {
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0)
  const taken = { 'build s': round(buildS), 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'memory MB': Math.round(mb) }
  rows.push({
    papers: papers.length,
    engine,
    ...taken,
    'start s': startS === undefined ? '' : round(startS),
    'file MB': fileMb === undefined ? '' : Math.round(fileMb),
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
