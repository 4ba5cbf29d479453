import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkedMessage, type Shown } from './loopback-discord.ts'

const root = resolve(import.meta.dirname, '../..')
const abstracts = new Map(
  readFileSync(join(root, 'data/corpus.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ id, title, abstract }) => [id, { title, abstract }]),
)

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Runs the program as a user would; resolves to its exit code and output. */
function run(args: string[], input = '', env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--no-warnings', 'src/start.mjs', ...args], {
    cwd: root,
    env: { ...process.env, VERBATIM_HOME: home, DISCORD_TOKEN: '', ...env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  child.stdin.end(input)
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
    child.on('close', (code) => done({ code, stdout, stderr }))
  })
}

async function batch(requests: unknown[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await run(['batch'], `${requests.map((r) => JSON.stringify(r)).join('\n')}\n`, env)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

interface QuoteResult {
  paper: { id: string }
  field: 'title' | 'abstract'
  start: number
  end: number
  text: string
}

it('answers a question with the sentence that holds the number, cut from the stored text', async () => {
  const [reply] = await batch([
    { id: 1, command: 'ask', options: { question: 'how small is the storage Token Recycling needs?' } },
  ])
  const quotes: QuoteResult[] = reply.result.quotes
  expect(quotes[0]?.text).toContain('2MB')
  for (const { paper, field, start, end, text } of quotes) {
    expect(abstracts.get(paper.id)?.[field].slice(start, end)).toBe(text)
  }
})

it('says that nothing answers when the question is about something else', async () => {
  const [reply] = await batch([
    { id: 1, command: 'ask', options: { question: 'anyone know a good pizza place nearby' } },
  ])
  expect(reply.result.outcome).toBe('nothing_found')
})

it('serves every command in one batch, in order, and goes on after bad lines', async () => {
  const replies = await batch([
    { id: 's', command: 'search', options: { query: 'speculative decoding', limit: 3 } },
    { id: 'c', command: 'claims', options: { query: 'speedups above 3x' } },
    { id: 'p', command: 'paper', options: { paper: 'BrightDreamer' } },
    { id: 'm', command: 'similar', options: { paper: 'BrightDreamer' } },
    { id: 't', command: 'topic', options: { topic: 'KV cache' } },
    { id: 'n', command: 'stats', options: {} },
    { id: 'h', command: 'help', options: {} },
    { id: 'x', command: 'nonsense', options: {} },
    { id: 'e', command: 'ask', options: { question: '' } },
    { id: 'l', command: 'ask', options: { question: 'x'.repeat(2001) } },
    { id: 'j', command: 'ask', options: { question: '🦙 量化は速い？' } },
  ])
  expect(replies.map(({ id, ok }) => [id, ok])).toEqual([
    ...['s', 'c', 'p', 'm', 't', 'n', 'h'].map((id) => [id, true]),
    ...['x', 'e', 'l'].map((id) => [id, false]),
    ['j', true],
  ])
  expect(replies[5].result.papers).toBe(69)
})

it('gives with "as": "discord" the message that Discord would be sent, its page buttons too', async () => {
  const search = { id: 1, command: 'search', options: { query: 'tokens', limit: 30 }, as: 'discord' }
  const [{ message }] = await batch([search])
  const { content, buttons } = checkedMessage(message) as Shown
  expect(content).toContain('page 1 of')
  expect(buttons).toContainEqual(
    expect.objectContaining({ label: 'Next', custom_id: expect.stringMatching(/^p:1:\w+:=/) }),
  )
})

it('says of each hit why it is there, in the result and in the reply', async () => {
  const options = { query: 'speculativ decoding', limit: 1 }
  const [byWords, shown] = await batch([
    { id: 1, command: 'search', options },
    { id: 2, command: 'search', options, as: 'discord' },
  ])
  const [{ why, paper }] = byWords.result.hits
  expect(why).toMatchObject({ words: ['speculativ', 'decoding'] })
  const { start, end, text } = why.sentence
  expect(abstracts.get(paper.id)?.abstract.slice(start, end)).toBe(text)
  expect(JSON.stringify(shown.message)).toContain('holds speculativ, decoding')
})

it('reads the papers anew when the model is another one, and finds by words without any', async () => {
  const own = { VERBATIM_HOME: join(home, 'models') }
  const stats = { id: 1, command: 'stats', options: {} }
  const search = { id: 2, command: 'search', options: { query: 'BrightDreamer', limit: 1 } }
  const [shipped, found] = await batch([stats, search], own)
  expect(shipped.result).toMatchObject({ embedded: 69, engine: 'minisearch' })
  const folder = { ...own, EMBEDDING_MODEL: join(root, 'data/model') }
  const [other, again] = await batch([stats, search], folder)
  expect(other.result.embedded).toBe(69)
  expect(other.result.model).not.toBe(shipped.result.model)
  expect(again.result.hits[0].paper.id).toBe(found.result.hits[0].paper.id)
  const [none, byWords] = await batch([stats, search], { ...own, EMBEDDING_MODEL: 'none' })
  expect(none.result).toMatchObject({ embedded: 0, model: 'none' })
  expect(byWords.result.hits[0].why).toMatchObject({ by: 'words', title: ['BrightDreamer'] })
})

it('answers from no papers at all', async () => {
  const ask = { id: 1, command: 'ask', options: { question: 'how fast is it?' } }
  const [reply] = await batch([ask], { VERBATIM_CORPUS: 'none', VERBATIM_HOME: join(home, 'none') })
  expect(reply.result).toMatchObject({ outcome: 'nothing_found', nearest: [] })
})

it('finds an imported paper at once and after a restart', async () => {
  const own = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const file = join(own, 'papers.jsonl')
  const abstract = 'We knit woollen lattices. Our loom weaves 12.5% faster than a hand loom.'
  writeFileSync(file, `${JSON.stringify({ id: 'own-1', title: 'Weaving lattices', abstract })}\n{broken\n`)
  const env = { VERBATIM_HOME: join(own, 'home') }
  const ask = { id: 'a', command: 'claims', options: { paper: 'own-1' } }
  const [imported, first] = await batch([{ id: 'i', command: 'import', options: { file } }, ask], env)
  expect(imported.result).toMatchObject({ added: 1, rejected: [{ where: 'line 2' }] })
  expect(first.result.claims[0].quote).toBe('12.5%')
  const [again] = await batch([ask], env)
  expect(again.result).toEqual(first.result)
  rmSync(own, { recursive: true, force: true })
})

it('shows a tour of three answered questions without a token and without a terminal', async () => {
  const { code, stdout } = await run([])
  expect(code).toBe(0)
  expect(stdout).toContain('2MB')
})

it('names an unusable home and shows no stack trace', async () => {
  const { code, stderr } = await run(['stats'], '', { VERBATIM_HOME: join(root, 'package.json') })
  expect(code).toBe(1)
  expect(stderr).toContain('VERBATIM_HOME')
  expect(stderr).not.toMatch(/\n\s+at /)
})

it('gives the same answer to the same question, byte for byte, also by its id and after a restart', async () => {
  const question = { id: 1, command: 'ask', options: { question: 'how small is the storage Token Recycling needs?' } }
  const [first, second] = await batch([question, question])
  expect(JSON.stringify(second.result)).toBe(JSON.stringify(first.result))
  const { id, indexVersion } = first.result
  const [again, , stats] = await batch([
    { id: 2, command: 'answer', options: { id } },
    question,
    { id: 3, command: 'stats' },
  ])
  expect(again.result).toEqual({ ...first.result, changes: [] })
  expect(indexVersion).toBe(stats.result.indexVersion)
  const [unknown] = await batch([{ id: 4, command: 'answer', options: { id: 'zzzzzzzz' } }])
  expect(unknown.error).toMatchObject({ code: 'unknown_answer', message: expect.stringContaining('zzzzzzzz') })
})

it('says what changed in an answer since it was given', async () => {
  const own = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const env = { VERBATIM_HOME: own, VERBATIM_CORPUS: 'none' }
  const looms = (abstract: string) => ({
    id: 1,
    command: 'import',
    options: { text: JSON.stringify({ id: 'p1', title: 'Looms', url: 'https://a.b/1', abstract }) },
  })
  const ask = { id: 2, command: 'ask', options: { question: 'how many rugs does the loom weave a day?' } }
  const [, first] = await batch([looms('We build a loom. The loom weaves 3 rugs a day.'), ask], env)
  expect(first.result.outcome).toBe('answered')
  const answer = { id: 3, command: 'answer', options: { id: first.result.id } }
  const other = {
    id: 4,
    command: 'import',
    options: { text: JSON.stringify({ id: 'p2', title: 'Pots', url: 'https://a.b/2', abstract: 'A pot.' }) },
  }
  const [, kept] = await batch([other, answer], env)
  expect(kept.result.quotes).toEqual(first.result.quotes)
  expect(kept.result.changes).toEqual([expect.stringContaining('this answer has not')])
  const [, changed] = await batch([looms('We build a loom. The loom weaves 4 rugs a day.'), answer], env)
  expect(changed.result.changes[0]).toContain('p1 has a new version with other numbers: 3 rugs is now 4 rugs.')
  rmSync(own, { recursive: true, force: true })
})

it('goes on from an answer by its id', async () => {
  const [first] = await batch([
    { id: 1, command: 'ask', options: { question: 'prefill speedups: LazyLLM vs Quamba2-8B?' } },
  ])
  const papers = first.result.quotes.slice(0, 2).map(({ paper }: QuoteResult) => paper.id)
  expect(papers).toEqual(['2407.14057', '2503.22879'])
  const [second] = await batch([
    { id: 2, command: 'ask', options: { question: 'what about the second one?', after: first.result.id } },
  ])
  const quotes: QuoteResult[] = second.result.quotes ?? second.result.nearest
  expect(new Set(quotes.map(({ paper }) => paper.id))).toEqual(new Set(['2503.22879']))
})

it('hands out quotes in files, and reads its own CSV back', async () => {
  const [asked] = await batch([{ id: 1, command: 'ask', options: { question: 'how fast is BrightDreamer?' } }])
  const exports = ['csv', 'markdown', 'bibtex', 'ris'].map((format) => ({
    id: format,
    command: 'export',
    options: { answer: asked.result.id, format },
  }))
  const files = await batch(exports)
  expect(files.map(({ result }) => result.name.replace(/^.*\./, ''))).toEqual(['csv', 'md', 'bib', 'ris'])
  const csv: string = files[0].result.text
  const [same, changed] = await batch([
    { id: 2, command: 'verify', options: { text: csv } },
    { id: 3, command: 'verify', options: { text: csv.replace('77 ms', '7 ms') } },
  ])
  const verdicts = (reply: { result: { checks: { verdict: string }[] } }) =>
    reply.result.checks.map(({ verdict }) => verdict)
  expect(new Set(verdicts(same))).toEqual(new Set(['exact']))
  expect(verdicts(same)).toHaveLength(asked.result.quotes.length)
  expect(verdicts(changed)).toContain('numbers_differ')
})

it('hands out nothing as evidence for what nothing answers', async () => {
  const [asked, topic] = await batch([
    { id: 1, command: 'ask', options: { question: 'where can I park my bicycle?' } },
    { id: 2, command: 'export', options: { topic: 'federated learning across hospitals' } },
  ])
  expect(asked.result.outcome).toBe('nothing_found')
  const [exported] = await batch([{ id: 3, command: 'export', options: { answer: asked.result.id } }])
  for (const { error } of [topic, exported]) expect(error).toMatchObject({ code: 'nothing_found' })
})

it('writes an exported file alone to a program', async () => {
  const { stdout, stderr } = await run(['export', '--paper', 'BrightDreamer', '--format', 'ris'])
  expect(stdout).toMatch(/^TY {2}- JOUR\r\n/)
  expect(stderr).toContain('quotes from 1 paper')
})

it('says that no paper is about a topic, and groups those that are', async () => {
  const [none, some] = await batch([
    { id: 1, command: 'topic', options: { topic: 'federated learning across hospitals' } },
    { id: 2, command: 'topic', options: { topic: 'image tokenization' } },
  ])
  expect(none.result).toMatchObject({ papers: [], themes: [] })
  expect(none.result.nearest.length).toBeGreaterThan(0)
  const grouped = some.result.themes.flatMap(({ papers }: { papers: string[] }) => papers)
  expect(new Set(grouped)).toEqual(new Set(some.result.papers.map(({ paper }: QuoteResult) => paper.id)))
  expect(some.result.themes.length).toBeGreaterThan(1)
})

it('states authors beside titles, and says what it does not know of a paper', async () => {
  const papers = join(home, 'no-authors.jsonl')
  writeFileSync(papers, '{"id": "x1", "title": "Zorb: A Test", "abstract": "We present Zorb, a model of sentences."}\n')
  const ask = (id: string, question: string) => ({ id, command: 'ask', options: { question } })
  const [known] = await batch([ask('1', 'who wrote XNect?')])
  expect(known.result).toMatchObject({
    outcome: 'answered',
    quotes: [{ field: 'title', paper: { id: '1907.00837' } }],
    facts: [{ what: 'authors', paper: { id: '1907.00837' }, value: expect.stringMatching(/^Dushyant Mehta/) }],
  })
  const env = { VERBATIM_HOME: join(home, 'no-authors'), VERBATIM_CORPUS: papers, EMBEDDING_MODEL: 'none' }
  const [unknown, year] = await batch([ask('1', 'who wrote Zorb?'), ask('2', 'what year is Zorb from?')], env)
  expect(unknown.result).toMatchObject({
    outcome: 'nothing_found',
    lacking: 'authors',
    nearest: [{ text: 'Zorb: A Test' }],
  })
  expect(year.result).toMatchObject({ outcome: 'nothing_found', lacking: 'year' })
})
