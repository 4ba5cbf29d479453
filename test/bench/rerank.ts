// Measures how papers are ranked by words, by meaning, by both and again after a closer look, and writes what the last
// is fitted on:
//
//   xz -dc corpus.jsonl.xz | npm run bench:rerank -- queries.jsonl features.jsonl [collections …]
//
// The abstracts (one JSON object a line: id, title, abstract) come from standard input. Measured on the rows of
// queries.jsonl (doc, plain, plain2, question, topic, split) whose split is "test"; fitted on the questions of
// data/answers and on what people type who know a paper. A collection is a folder with corpus.jsonl, queries.jsonl and
// qrels.tsv as BEIR lays them out. data/search/fit.py reads features.jsonl and makes new weights.
import { createWriteStream, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { z } from 'zod'
import { sentences } from '../../src/claims/sentences.ts'
import type { Paper } from '../../src/papers/paper.ts'
import type { Looked, RerankFeatures } from '../../src/search/rerank.ts'
import { createSearch } from '../../src/search/search.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { madeQueries, seeded } from './made-queries.ts'

const OTHERS = 6000
const EVERY = 12
// Of the papers that questions were written for so many are asked about in the large library: each takes a fifth of a second.
const ASKED_IN_LARGE = 1200
const SMALL = 69
const TOP = 10
const dataFolder = join(import.meta.dirname, '../../data')

const KINDS = ['plain', 'plain2', 'question', 'topic'] as const
const rowSchema = z.object({
  doc: z.string(),
  plain: z.string(),
  plain2: z.string(),
  question: z.string(),
  topic: z.string(),
  named: z.string().optional(),
  split: z.string().optional(),
})
const recordSchema = z.object({ id: z.string(), title: z.string(), abstract: z.string() })
const documentSchema = z.object({ _id: z.string(), title: z.string(), text: z.string() })
const topicSchema = z.object({ _id: z.string(), text: z.string() })

interface Query {
  kind: string
  text: string
  /** Grades by paper id. */
  relevant: Record<string, number>
}
interface Collection {
  set: 'train' | 'test' | 'classic'
  name: string
  papers: Paper[]
  queries: Query[]
}
type Row = Query & { set: string; name: string; candidates: Looked[] }

const [, , queriesFile = '', featuresFile = '', ...folders] = process.argv
const random = seeded(1)
const written = linesOf(queriesFile, rowSchema).filter(({ split }) => split === 'test')
const train = linesOf(join(dataFolder, 'answers/questions.jsonl'), rowSchema)
const papers = await readPapers(new Set([...written, ...train].map(({ doc }) => doc)))
const embedder = await createTransformersEmbedder({
  model: 'shipped',
  modelsFolder: dataFolder,
  cacheFolder: dataFolder,
})
const out = createWriteStream(featuresFile)
const rows: Row[] = []

for (const folder of folders) await collect(classic(folder))
for (const set of ['test', 'train'] as const) {
  const about = set === 'test' ? written : train
  for (const [i, group] of (await alike(about.map(({ doc }) => doc))).entries()) {
    await collect({ set, name: 'small', papers: group, queries: queriesAbout(about, group, set) })
    if (i % 10 === 0) console.error(`${set}, small library ${i}`)
  }
}
const asked = train.filter((_, i) => i % Math.ceil(train.length / ASKED_IN_LARGE) === 0)
const large = await opened(papers)
for (const [set, about] of [
  ['test', written],
  ['train', asked],
] as const) {
  const own = papers.filter(({ id }) => about.some(({ doc }) => doc === id))
  await ask(large, { set, name: 'large', papers, queries: queriesAbout(about, own, set) })
}
await large.close()
await embedder.close()
await finished(out.end())
table()

function linesOf<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => schema.parse(JSON.parse(line)))
}

async function readPapers(wanted: Set<string>): Promise<Paper[]> {
  const found: Paper[] = []
  let line = 0
  let others = 0
  for await (const text of createInterface({ input: process.stdin })) {
    const record = recordSchema.parse(JSON.parse(text))
    const isOther = line++ % EVERY === 0 && others < OTHERS
    if (!wanted.has(record.id) && !isOther) continue
    if (!wanted.has(record.id)) others++
    found.push(paperOf(record))
  }
  return found
}

function paperOf({ id, title, abstract }: z.infer<typeof recordSchema>): Paper {
  return { id, title: title.slice(0, 1000) || id, abstract, url: '', links: {}, source: 'bench' }
}

function classic(folder: string): Collection {
  const [, ...judgements] = readFileSync(join(folder, 'qrels.tsv'), 'utf8').split('\n')
  const relevant = new Map<string, Record<string, number>>()
  for (const [query = '', id = '', grade] of judgements.map((line) => line.split('\t'))) {
    if (Number(grade) > 0) relevant.set(query, { ...relevant.get(query), [id]: Number(grade) })
  }
  const name = basename(folder)
  const documents = linesOf(join(folder, 'corpus.jsonl'), documentSchema)
  return {
    set: 'classic',
    name,
    papers: documents.map(({ _id: id, title, text }) =>
      paperOf({ id, title: title || text.slice(0, 80), abstract: text || title }),
    ),
    queries: linesOf(join(folder, 'queries.jsonl'), topicSchema).flatMap(({ _id, text }) => {
      const grades = relevant.get(_id)
      return grades ? [{ kind: name, text, relevant: grades }] : []
    }),
  }
}

/** Groups of papers as large as what ships: one, and those most like it among the papers left. */
async function alike(ids: readonly string[]): Promise<Paper[][]> {
  const left = new Map(papers.filter(({ id }) => ids.includes(id)).map((paper) => [paper.id, paper]))
  const search = await opened([...left.values()])
  const groups: Paper[][] = []
  for (const first of left.values()) {
    const near = search.similar(first.id, ids.length).flatMap(({ id }) => left.get(id) ?? [])
    const group = [first, ...near.slice(0, SMALL - 1)]
    for (const { id } of group) left.delete(id)
    groups.push(group)
  }
  await search.close()
  return groups
}

function queriesAbout(about: typeof train, group: readonly Paper[], set: 'train' | 'test'): Query[] {
  const ids = new Set(group.map(({ id }) => id))
  const asked = about
    .filter(({ doc }) => ids.has(doc))
    .flatMap((row) =>
      [...KINDS, 'named' as const].flatMap((kind) => {
        const text = row[kind]
        return text ? [{ kind, text, relevant: { [row.doc]: 1 } }] : []
      }),
    )
  const made = set === 'test' ? [] : madeQueries(group, random)
  return [
    ...asked,
    ...made.map(({ relevant, ...query }) => ({
      ...query,
      relevant: Object.fromEntries(relevant.map((id) => [id, 1])),
    })),
  ]
}

async function opened(all: readonly Paper[]) {
  const search = createSearch({ embedder, sentences })
  search.load(all)
  await search.embedMissing()
  return search
}

async function collect(collection: Collection) {
  const search = await opened(collection.papers)
  await ask(search, collection)
  await search.close()
}

async function ask(search: Awaited<ReturnType<typeof opened>>, { set, name, queries }: Collection) {
  for (const query of queries) {
    const candidates = await search.evidence(query.text)
    if (candidates.length === 0) continue
    const row = { ...query, set, name, candidates }
    if (rows.length === 0) out.write(`${JSON.stringify(Object.keys(candidates[0]?.features ?? {}))}\n`)
    const short = (value: number) => Math.round(value * 1e4) / 1e4
    const values = candidates.map(({ id, features }) => [id, ...Object.values(features).map(short)])
    const { words = [], weights = [], senses = [] } = candidates[0]?.asked ?? {}
    const terms = words.map((word, at) => [word, short(weights[at] ?? 0), short(senses[at] ?? 0)])
    const near = candidates.map(({ asked }) =>
      [asked.sentence, asked.paper, asked.title].map((values) => values.map((value) => Math.round(value * 1000))),
    )
    out.write(`${JSON.stringify({ ...row, terms, near, candidates: values })}\n`)
    rows.push(row)
  }
}

/** nDCG@10 with linear gains, as trec_eval's ndcg_cut has it. The ten best of each ranking are among those looked at. */
function ndcg({ relevant, candidates }: Row, by: (features: RerankFeatures) => number): number {
  const best = candidates.toSorted((a, b) => by(b.features) - by(a.features)).slice(0, TOP)
  const dcg = (gains: readonly number[]) => gains.reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0)
  const ideal = Object.values(relevant)
    .sort((a, b) => b - a)
    .slice(0, TOP)
  return dcg(best.map(({ id }) => relevant[id] ?? 0)) / dcg(ideal)
}

function table() {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = `${row.set}, ${row.name}, ${row.kind}`
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  console.log('nDCG@10: words / meaning / both')
  for (const [name, own] of groups) {
    const mean = (by: (features: RerankFeatures) => number) =>
      (own.reduce((sum, row) => sum + ndcg(row, by), 0) / own.length).toFixed(3)
    console.log(
      `  ${name} (${own.length}): ${mean((f) => f.words)} / ${mean((f) => f.meaning)} / ${mean((f) => f.fused)}`,
    )
  }
}
