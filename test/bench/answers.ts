// Measures what ranks sentences and what decides to refuse, and writes what both are fitted on:
//
//   xz -dc corpus.jsonl.xz | npm run bench:answers -- queries.jsonl [features.jsonl] [risk-coverage.png]
//
// The abstracts (one JSON object a line: id, title, abstract) come from standard input. Measured on the rows of
// queries.jsonl (doc, question, answer {start, end}, split) whose split is "test"; the questions of data/answers, which
// the weights were fitted on, are measured beside them. The embedding model was trained on neither kind.
// data/answers/fit.py reads features.jsonl and makes new weights.
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { z } from 'zod'
import { rankedSentences } from '../../src/answer/answer.ts'
import { type Evidence, evidence, logOdds, THRESHOLD } from '../../src/answer/confidence.ts'
import type { Candidate } from '../../src/answer/features.ts'
import { readQuestion } from '../../src/answer/question.ts'
import { rank } from '../../src/answer/rank.ts'
import { sentences } from '../../src/claims/sentences.ts'
import { createLibrary, type Library } from '../../src/papers/library.ts'
import type { Paper, Span } from '../../src/papers/paper.ts'
import type { Embedder } from '../../src/search/embedder.ts'
import { createSearch, type Search } from '../../src/search/search.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { type Curve, riskCoveragePng } from './risk-coverage.ts'

const OTHERS = 1600
const SMALL = 69
const EVERY = 100_000
const dataFolder = join(import.meta.dirname, '../../data')

const testSchema = z.object({
  doc: z.string(),
  question: z.string(),
  answer: z.object({ start: z.number(), end: z.number() }),
  split: z.string(),
})
const trainSchema = z.object({
  doc: z.string(),
  question: z.string(),
  answer: z.tuple([z.number(), z.number()]),
  named: z.string(),
  named_answer: z.tuple([z.number(), z.number()]),
  trap: z.string(),
})
interface Asked {
  set: 'train' | 'test'
  /** As someone asks who searches; who knows the paper; and what its abstract does not say. */
  kind: 'question' | 'named' | 'trap'
  doc: string
  question: string
  answer: Span | undefined
}
interface Row extends Asked {
  library: 'large' | 'small'
  candidates: Candidate[]
  isAnswer: boolean[]
  withoutPaper: Candidate[]
}
const KINDS = ['right sentence', 'wrong sentence', 'without paper', 'without sentence', 'trap'] as const
type Kind = (typeof KINDS)[number]
interface Case {
  evidence: Evidence
  kind: Kind
  row: Row
}

const [, , queriesFile = '', featuresFile, pictureFile] = process.argv
const asked = [...testQuestions(queriesFile), ...trainQuestions(join(dataFolder, 'answers/questions.jsonl'))]
const rows = await collect(await readPapers(new Set(asked.map(({ doc }) => doc))), asked)
if (featuresFile) await writeFeatures(featuresFile)
const cases = rows.flatMap(casesOf)

for (const library of ['small', 'large'] as const) {
  const own = rows.filter((row) => row.library === library)
  const of = (set: Asked['set'], kind: Asked['kind']) => own.filter((row) => row.set === set && row.kind === kind)
  console.log(`${library} library, right sentence first / among three`)
  report('test', of('test', 'question'))
  report('fitted on, question', of('train', 'question'))
  report('fitted on, named', of('train', 'named'))
}

const judged = cases.map((one) => ({ ...one, odds: logOdds(one.evidence) }))
console.log(`refused at a threshold of log-odds: ${KINDS.join(' / ')}`)
for (const library of ['small', 'large'] as const) {
  for (const set of ['test', 'train'] as const) {
    const own = judged.filter(({ row }) => row.library === library && row.set === set)
    for (const threshold of [-2, -1.5, -1, -0.5, 0, 0.5, 1]) {
      const refused = KINDS.map((kind) => {
        const odds = own.filter((one) => one.kind === kind).map((one) => one.odds)
        return odds.length === 0 ? '–' : mean(odds.map((value) => +(value < threshold))).toFixed(3)
      })
      console.log(`  ${library}, ${set} ${threshold}: ${refused.join(' / ')}`)
    }
  }
}
if (pictureFile) writeFileSync(pictureFile, await riskCoveragePng(curves(), join(dataFolder, 'fonts/DejaVuSans.ttf')))

function linesOf(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

function testQuestions(file: string): Asked[] {
  return linesOf(file)
    .map((row) => testSchema.parse(row))
    .filter(({ split }) => split === 'test')
    .map(({ doc, question, answer }) => ({ set: 'test', kind: 'question', doc, question, answer }))
}

function trainQuestions(file: string): Asked[] {
  const spanOf = ([start, end]: [number, number]) => ({ start, end })
  return linesOf(file)
    .map((row) => trainSchema.parse(row))
    .flatMap(({ doc, question, answer, named, named_answer, trap }): Asked[] => [
      { set: 'train', kind: 'question', doc, question, answer: spanOf(answer) },
      { set: 'train', kind: 'named', doc, question: named, answer: spanOf(named_answer) },
      { set: 'train', kind: 'trap', doc, question: trap, answer: undefined },
    ])
}

async function readPapers(wanted: Set<string>): Promise<Paper[]> {
  const papers: Paper[] = []
  const recordSchema = z.object({ id: z.string(), title: z.string(), abstract: z.string() })
  let line = 0
  let others = 0
  for await (const text of createInterface({ input: process.stdin })) {
    const record = recordSchema.parse(JSON.parse(text))
    // Every 150th abstract beside the wanted ones: the same choice each time, from the whole length of the file.
    const isOther = line++ % 150 === 0 && others < OTHERS
    if (!wanted.has(record.id) && !isOther) continue
    if (!wanted.has(record.id)) others++
    papers.push({ ...record, title: record.title.slice(0, 1000) || record.id, url: '', links: {}, source: 'bench' })
  }
  return papers
}

/** Every question in the library of all papers, and again in a small library of the papers most like its own. */
async function collect(papers: Paper[], questions: readonly Asked[]): Promise<Row[]> {
  const embedder = await createTransformersEmbedder({
    model: 'shipped',
    modelsFolder: dataFolder,
    cacheFolder: dataFolder,
  })
  const { scope, rows: inLarge } = await collectIn(papers, questions, 'large', embedder)
  const collected = [...inLarge]
  for (const set of ['test', 'train'] as const) {
    const own = questions.filter((one) => one.set === set)
    for (const group of alike(new Set(own.map(({ doc }) => doc)), scope.search)) {
      const members = papers.filter(({ id }) => group.has(id))
      const asked = own.filter(({ doc }) => group.has(doc))
      collected.push(...(await collectIn(members, asked, 'small', embedder)).rows)
    }
  }
  await embedder.close()
  console.log(`${papers.length} papers, ${questions.length} questions`)
  return collected
}

/** Groups of papers as large as what ships: one, and those most like it among the papers left. */
function alike(papers: ReadonlySet<string>, search: Search): Set<string>[] {
  const left = new Set(papers)
  const groups: Set<string>[] = []
  for (const first of papers) {
    if (!left.has(first)) continue
    const near = search.similar(first, EVERY).filter(({ id }) => left.has(id))
    const group = new Set([first, ...near.slice(0, SMALL - 1).map(({ id }) => id)])
    for (const id of group) left.delete(id)
    groups.push(group)
  }
  return groups
}

async function collectIn(
  papers: readonly Paper[],
  questions: readonly Asked[],
  size: Row['library'],
  embedder: Embedder,
): Promise<{ scope: { library: Library; search: Search }; rows: Row[] }> {
  const search = createSearch({ embedder, sentences })
  const library = createLibrary({ words: search })
  library.add(papers)
  search.load(papers)
  await search.embedMissing()
  const scope = { library, search }
  const collected: Row[] = []
  for (const one of questions) {
    const { doc, question, answer, kind } = one
    const { ranked } = await rankedSentences(question, scope)
    const others = { ...scope, accept: (id: string) => id !== doc }
    const withoutPaper = kind === 'trap' ? [] : (await rankedSentences(question, others)).ranked
    const isAnswer = ranked.map(({ read, span }) => {
      if (!answer || read.paper.id !== doc) return false
      return Math.min(span.end, answer.end) - Math.max(span.start, answer.start) > (answer.end - answer.start) / 2
    })
    collected.push({ ...one, library: size, candidates: ranked, isAnswer, withoutPaper })
  }
  return { scope, rows: collected }
}

/** The names of the features, then a line a question: its candidates, which are right, and those without its paper. */
async function writeFeatures(file: string): Promise<void> {
  const names = Object.keys(rows[0]?.candidates[0]?.features ?? {})
  const out = createWriteStream(file)
  const short = (value: number) => Math.round(value * 1e4) / 1e4
  const thousandths = (value: number) => Math.round(value * 1000)
  const values = (all: readonly Candidate[]) =>
    all.map(({ read, features }) => [read.paper.id, ...Object.values(features).map(short)])
  const near = (all: readonly Candidate[]) => all.map(({ asked }) => asked.sentence.map(thousandths))
  out.write(`${JSON.stringify(names)}\n`)
  for (const { set, library, kind, doc, question, candidates, isAnswer, withoutPaper } of rows) {
    const { wantsNumber, counted, wordCount } = readQuestion(question)
    const all = [...candidates, ...withoutPaper]
    const { words = [], weights = [], senses = [] } = all[0]?.asked ?? {}
    const row = {
      terms: words.map((word, at) => [word, short(weights[at] ?? 0), short(senses[at] ?? 0)]),
      near: near(candidates),
      nearWithoutPaper: near(withoutPaper),
      nearInPaper: Object.fromEntries(
        all.map(({ read, asked }) => [read.paper.id, [asked.paper.map(thousandths), asked.title.map(thousandths)]]),
      ),
      set,
      library,
      kind,
      doc,
      wantsNumber,
      wordCount,
      asksCount: counted !== undefined,
      isAnswer: isAnswer.map(Number),
    }
    out.write(`${JSON.stringify({ ...row, candidates: values(candidates), withoutPaper: values(withoutPaper) })}\n`)
  }
  await finished(out.end())
}

function report(name: string, answerable: readonly Row[]): void {
  const within = (top: number) =>
    mean(
      answerable.map(({ candidates, isAnswer }) => {
        const right = new Set(candidates.filter((_, i) => isAnswer[i]).map(({ span }) => span))
        return +rank(candidates)
          .slice(0, top)
          .some(({ span }) => right.has(span))
      }),
    )
  console.log(`  ${name} (${answerable.length}): ${within(1).toFixed(3)} / ${within(3).toFixed(3)}`)
}

/** A question with its answer, without its paper and without its sentence; or a trap. */
function casesOf(row: Row): Case[] {
  const question = readQuestion(row.question)
  const seen = (of: readonly Candidate[], kind: Kind): Case[] => {
    const found = evidence(rank(of), question)
    return found ? [{ evidence: found, kind, row }] : []
  }
  if (row.kind === 'trap') return seen(row.candidates, 'trap')
  const nowhere = seen(row.withoutPaper, 'without paper')
  if (!row.isAnswer.includes(true)) return nowhere
  const [best] = rank(row.candidates)
  const isRight = row.candidates.some(({ span }, i) => row.isAnswer[i] && span === best?.span)
  const others = row.candidates.filter((_, i) => !row.isAnswer[i])
  return [
    ...nowhere,
    ...seen(row.candidates, isRight ? 'right sentence' : 'wrong sentence'),
    ...seen(others, 'without sentence'),
  ]
}

/** Test questions in small libraries: those that the papers answer, and those and the same ones without their paper. */
function curves(): Curve[] {
  const pool = (name: string, kinds: readonly Kind[]): Curve => ({
    name,
    answers: judged
      .filter(({ row, kind }) => row.library === 'small' && row.set === 'test' && kinds.includes(kind))
      .map(({ kind, odds }) => ({ odds, isRight: kind === 'right sentence' })),
    threshold: THRESHOLD,
  })
  return [
    pool('every question has an answer here', ['right sentence', 'wrong sentence']),
    pool('half of the questions have none', ['right sentence', 'wrong sentence', 'without paper']),
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length
}
