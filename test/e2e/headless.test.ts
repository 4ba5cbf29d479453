import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

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
  expect(message).toMatchObject({ allowed_mentions: { parse: [] }, content: expect.stringContaining('page 1 of') })
  expect(message.components[0].components[1]).toMatchObject({
    label: 'Next',
    custom_id: expect.stringContaining('p:1:='),
  })
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
  expect(reply.result).toEqual({ outcome: 'nothing_found', nearest: [] })
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
