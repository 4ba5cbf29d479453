// How well questions for what a paper links are answered, of papers that the embedding model was not trained on:
//
//   xz -dc corpus.jsonl.xz | npm run bench:links -- data/answers/questions.jsonl
//
// Of the abstracts on standard input those with written queries are taken, the first 200 with an address and the first 200
// without, as a library. Each is asked for by its topic and by its description ("plain2"), in four forms; so are 200 more
// with an address that are not in the library, and those of them that the library treats all the same count as wrong.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { answer } from '../../src/answer/answer.ts'
import { createApp } from '../../src/app.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { parseJsonl } from '../../src/sources/jsonl.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

const EACH = 200
const ADDRESS = /https?:\/\//
const FORMS = [
  (words: string) => `code for ${words}`,
  (words: string) => `project page for the ${words} one`,
  (words: string) => `where is the code of the ${words} paper?`,
  (words: string) => `github for ${words}?`,
]
const querySchema = z.object({ doc: z.string(), topic: z.string(), plain2: z.string() })
const abstractSchema = z.object({ id: z.string(), title: z.string(), abstract: z.string() })
type Abstract = z.infer<typeof abstractSchema>

const [queriesFile = ''] = process.argv.slice(2)
const queries = new Map(
  readFileSync(queriesFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => querySchema.parse(JSON.parse(line)))
    .map((query) => [query.doc, query]),
)
const linking: Abstract[] = []
const silent: Abstract[] = []
for await (const line of createInterface({ input: process.stdin })) {
  const abstract = abstractSchema.parse(JSON.parse(line))
  if (!queries.has(abstract.id)) continue
  ;(ADDRESS.test(abstract.abstract) ? linking : silent).push(abstract)
  if (linking.length >= 2 * EACH && silent.length >= EACH) break
}
const groups = {
  links: linking.slice(0, EACH),
  'links nothing': silent.slice(0, EACH),
  'is not here': linking.slice(EACH, 2 * EACH),
}

const home = mkdtempSync(join(tmpdir(), 'verbatim-bench-'))
const data = join(import.meta.dirname, '../../data')
const lines = [...groups.links, ...groups['links nothing']].map((one) =>
  JSON.stringify({ ...one, url: `https://example.org/${one.id}` }),
)
const embedder = await createTransformersEmbedder({ model: 'shipped', modelsFolder: data, cacheFolder: home })
const app = await createApp({ corpus: parseJsonl(lines.join('\n')).papers, store: openSqliteStore(home), embedder })
const table = []
for (const [paper, asked] of Object.entries(groups)) {
  for (const by of ['topic', 'plain2'] as const) {
    const found = []
    for (const [i, { id }] of asked.entries()) {
      const words = (queries.get(id)?.[by] ?? '').replace(/[?.]$/, '')
      const got = await answer(FORMS[i % FORMS.length]?.(words) ?? words, app)
      const [first] = got.outcome === 'answered' ? got.quotes : []
      found.push({ isAnswered: Boolean(first), isLink: first?.paperId === id && ADDRESS.test(app.quoteText(first)) })
    }
    const share = (all: boolean[]) => Number((all.filter(Boolean).length / found.length).toFixed(3))
    const [answered, link] = [share(found.map((one) => one.isAnswered)), share(found.map((one) => one.isLink))]
    table.push({ 'the paper': paper, 'asked by': by, questions: found.length, answered, 'with its link': link })
  }
}
console.table(table)
await app.close()
rmSync(home, { recursive: true, force: true })
