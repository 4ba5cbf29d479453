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

it.each([
  ['project page for the 77ms text to 3D one', 'https://vlislab22.github.io/BrightDreamer'],
  ['repo for camera localization', 'https://github.com/Tangshitao/NeuMap'],
  ['NeuMap code?', 'https://github.com/Tangshitao/NeuMap'],
  ['where can I listen to SongGen samples?', 'https://liuzh-19.github.io/SongGen/'],
  ['is the KL3M tokenizer code public?', 'We release all tokenizers and code'],
])('answers %j with the sentence that says where: %j', async (question, said) => {
  const { outcome, texts } = await ask(question)
  expect(outcome).toBe('answered')
  expect(texts[0]).toContain(said)
})

it.each([
  'project page for the face swapping paper',
  'did SuperBPE release its code?',
  'is there code for the maze paper?',
  'code for federated learning',
])('has no link for %j', async (question) => {
  expect((await ask(question)).outcome).toBe('nothing_found')
})

it.each(['where can I park my bicycle?', 'asdf qwer zxcv', '🦙🦙', '今日の天気は？', '?'])(
  'refuses %j',
  async (question) => {
    expect((await ask(question)).outcome).toBe('nothing_found')
  },
)

const BRIGHT_DREAMER = { before: 'how fast is BrightDreamer?', papers: ['2403.11273'] }
const TOKEN_SELECT = { before: 'how much does TokenSelect speed up attention?', papers: ['2411.02886'] }
const LAZY_LLM = { before: 'how much faster is LazyLLM?', papers: ['2407.14057'] }

async function askOn(words: string, view: { before: string; papers: string[] }) {
  const found = await answer(words, { library: app.library, search: app.search, ...view })
  return found.outcome === 'answered' ? found.quotes.map((quote) => app.quoteText(quote)) : []
}

it.each([
  ['end to end?', BRIGHT_DREAMER, 'end-to-end'],
  ['is the code out?', BRIGHT_DREAMER, 'https://vlislab22.github.io/BrightDreamer'],
  ['compared to what?', BRIGHT_DREAMER, 'existing methods'],
  ['what about its end-to-end latency?', TOKEN_SELECT, '2.28x'],
  ['on which model?', LAZY_LLM, 'LLama 2 7B'],
])('goes on with %j from %j to the sentence that says %j', async (words, view, said) => {
  expect((await askOn(words, view))[0]).toContain(said)
})

it.each([
  ['on which GPU?', BRIGHT_DREAMER],
  ['how many parameters?', BRIGHT_DREAMER],
  ['accuracy?', BRIGHT_DREAMER],
  ['on which model?', TOKEN_SELECT],
  ['any good ramen near the office?', LAZY_LLM],
  ['who are you?', LAZY_LLM],
])('refuses to go on with %j from %j, which the paper does not say', async (words, view) => {
  expect(await askOn(words, view)).toEqual([])
})

it('shows no sentence beside the answer that is far from being one', async () => {
  const scope = { library: app.library, search: app.search }
  const found = await answer('how fast is Token Recycling?', scope)
  expect(found).toMatchObject({ outcome: 'answered', quotes: { length: 1 } })
  expect(await answer('how fast is Token Recycling?', { ...scope, limit: 3 })).toMatchObject({ quotes: { length: 3 } })
})

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

it.each([
  ['who wrote XNect?', 'authors', 'Dushyant Mehta'],
  ['who wrote the paper on Turkish tokenization?', 'authors', 'M. Ali Bayram'],
  ['who wrote An Image is Worth 32 Tokens?', 'authors', 'Qihang Yu'],
  ['who wrote titok?', 'authors', 'Qihang Yu'],
  ['who wrote Parti?', 'authors', 'Jiahui Yu'],
  ['who wrote Token Recycling?', 'authors', 'Xianzhen Luo'],
  ['what did Yang Li write?', 'authors', 'Yang Li'],
  ['when was LazyLLM published?', 'year', '2024'],
  ['which papers are from 2017?', 'year', '2017'],
  ['when was the maze paper published?', 'year', '2024'],
  ['is SuperBPE from 2024?', 'year', '2025'],
  ['arxiv id of Keyformer', 'link', 'https://arxiv.org/abs/2403.09054'],
])('states to %j what is known beside the texts, below a title', async (question, what, said) => {
  const found = await answer(question, app)
  if (found.outcome !== 'answered') throw new Error('refused')
  expect(found.facts?.[0]).toMatchObject({ what, value: expect.stringContaining(said) })
  expect(found.quotes.map(({ field }) => field)).toEqual(found.facts?.map(() => 'title'))
})

it.each([
  ['where was XNect published?', 'venue'],
  ['who cites LazyLLM?', 'citations'],
  ['which university is SongGen from?', 'affiliations'],
  ['papers by Jane Nobody', 'authors'],
])('says to %j what is not known', async (question, what) => {
  expect(await answer(question, app)).toMatchObject({ outcome: 'nothing_found', lacking: { what } })
})

it.each([
  'who wrote BPE?',
  'who wrote Attention is all you need?',
  'when was GPT-4 released?',
  'what is this paper about?',
])('shows nothing for %j, which is about no paper here', async (question) => {
  expect(await answer(question, app)).toEqual({ outcome: 'nothing_found', nearest: [] })
})

it('states of a title written out what is known of that paper alone', async () => {
  const found = await answer(`who wrote ${app.paper('2412.04449')?.title}?`, app)
  expect(found).toMatchObject({ quotes: [{ paperId: '2412.04449' }] })
  expect(found.outcome === 'answered' && found.quotes).toHaveLength(1)
})

it('asks the papers in view for their authors', async () => {
  const found = await answer('who wrote it?', { ...app, papers: ['2407.14057', '2503.22879'] })
  expect(found).toMatchObject({ facts: [{ paperId: '2407.14057' }] })
})

it.each([
  ['which paper reports the highest throughput improvement?', '29times'],
  ['what is the largest speedup?', '410x'],
  ['fastest image generation', '410x'],
  ['smallest FID', '0.63'],
  ['best FID on ImageNet', '1.35'],
  ['which method saves the most memory?', '4times'],
  ['what is the lowest latency?', '18ms'],
  ['which paper evaluates the most languages?', '200 languages'],
])('answers %j of all papers with the extreme number first', async (question, said) => {
  const { outcome, texts } = await ask(question)
  expect(outcome).toBe('answered')
  expect(texts[0]).toContain(said)
})

it('answers for the extreme of one paper with its own sentence', async () => {
  expect((await ask('what is the largest speedup of TokenSelect?')).texts[0]).toContain('23.84x')
})

it.each([
  ['what is SkipDecode?', 'we propose a simple and effective token-level early exit method, SkipDecode'],
  ['SkipDecode', 'we propose a simple and effective token-level early exit method, SkipDecode'],
  ['what does TiTok stand for?', 'Transformer-based 1-Dimensional Tokenizer (TiTok)'],
  ['define speculative decoding', 'Speculative decoding (SD) is among'],
  ['what is token recycling?', 'we propose Token Recycling'],
  ['what is H2O?', 'we propose Heavy Hitter Oracle (H_2O)'],
  ['what is a Sticker in SIFT?', 'which is generated by the model itself'],
  ['what problem does BatchPrompt solve?', 'A straightforward strategy improving efficiency'],
  ['what is NeuMap about?', 'This paper presents an end-to-end neural mapping method'],
])('begins the answer to %j with the sentence that introduces it', async (question, said) => {
  const { outcome, texts } = await ask(question)
  expect(outcome).toBe('answered')
  expect(texts[0]).toContain(said)
})

it.each([
  ['which paper is about tokenizing images with 32 tokens?', '2406.07550'],
  ['which paper introduces SuperBPE?', '2503.13423'],
  ['is there a paper on legal tokenizers?', '2503.17247'],
  ['any paper on camera localization?', '2211.11177'],
  ['what papers do you have on KV cache compression?', '2403.09054'],
  ['who proposed dynamic token pruning?', '2407.14057'],
  ['what is the title of the paper about maze navigation?', '2412.05117'],
])('lists to %j the paper first that treats it', async (question, id) => {
  const found = await answer(question, app)
  expect(found).toMatchObject({ outcome: 'answered' })
  expect(found.outcome === 'answered' && found.quotes[0]?.paperId).toBe(id)
})

it.each([
  'which paper is about protein folding?',
  'is there a paper about graph neural networks?',
  'any papers on object detection?',
  'is there anything on quantum error correction?',
  'who works on reward hacking?',
  'list papers about optical flow',
])('refuses %j, which no paper treats', async (question) => {
  expect((await ask(question)).outcome).toBe('nothing_found')
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
