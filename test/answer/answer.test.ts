import { afterAll, beforeAll, expect, it } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { quoteText } from '../../src/answer/quote.ts'
import { summary } from '../../src/answer/summary.ts'
import type { App } from '../../src/app.ts'
import { openRealApp } from '../e2e/real-app.ts'

let app: App
beforeAll(async () => {
  app = await openRealApp()
})
afterAll(() => app.close())

async function ask(question: string) {
  const found = await answer(question, { library: app.library, search: app.search, limit: 3 })
  const quotes = found.outcome === 'answered' ? found.quotes : found.nearest
  return { outcome: found.outcome, texts: quotes.map((quote) => app.quoteText(quote)) }
}

it.each([
  ['how fast is BrightDreamer?', '77 ms'],
  ['what does TTFT stand for?', 'time to first token'],
  ['where is the code of TokenFormer?', 'https://github.com/Haiyang-W/TokenFormer'],
])('answers %j with the sentence that says %j', async (question, said) => {
  const { outcome, texts } = await ask(question)
  expect(outcome).toBe('answered')
  expect(texts[0]).toContain(said)
})

it.each(['where can I park my bicycle?', 'asdf qwer zxcv', '🦙🦙', '今日の天気は？', '?'])(
  'refuses %j',
  async (question) => {
    expect((await ask(question)).outcome).toBe('nothing_found')
  },
)

it('gives one sentence of each of two papers that a question compares', async () => {
  const { outcome, texts } = await ask('prefill speedups of LazyLLM and of Quamba2?')
  expect(outcome).toBe('answered')
  expect(texts[0]).not.toBe(texts[1])
  const owners = texts
    .slice(0, 2)
    .map((text) => [...app.library.each()].find(({ paper }) => paper.abstract.includes(text))?.paper.id)
  expect(owners.sort()).toEqual(['2407.14057', '2503.22879'])
})

it('gives the same answer to the same question', async () => {
  expect(await ask('which paper prunes tokens?')).toEqual(await ask('which paper prunes tokens?'))
})

it('sums every paper up in its own sentences, in their order', () => {
  for (const read of app.library.each()) {
    const spans = summary(read)
    expect(spans.length).toBeGreaterThan(0)
    expect(spans.map(({ start }) => start)).toEqual(spans.map(({ start }) => start).sort((a, b) => a - b))
    for (const span of spans) expect(read.sentences).toContainEqual(span)
  }
})

it('cuts quotes from the stored text alone', async () => {
  const found = await answer('how fast is XNect?', { library: app.library, search: app.search, limit: 3 })
  const [quote] = found.outcome === 'answered' ? found.quotes : found.nearest
  const paper = app.paper(quote?.paperId ?? '')
  if (!quote || !paper) throw new Error('no quote')
  expect(quoteText(quote, paper)).toBe(paper.abstract.slice(quote.start, quote.end))
})
