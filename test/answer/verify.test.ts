import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Check, verify } from '../../src/answer/verify.ts'
import { tokensOf } from '../../src/answer/words.ts'
import type { App } from '../../src/app.ts'
import type { ReadPaper } from '../../src/papers/library.ts'
import { openRealApp } from '../e2e/real-app.ts'
import { claimMutations, type Mutation, sentenceMutations } from './mutations.ts'

let app: App
let reads: ReadPaper[]
beforeAll(async () => {
  app = await openRealApp()
  reads = [...app.library.each()]
})
afterAll(() => app.close())

const checks = (text: string, paper?: ReadPaper) =>
  verify(text, { library: app.library, search: app.search, ...(paper && { paper }) })
const verdicts = async (text: string) => (await checks(text)).map(({ verdict }) => verdict)
const shown = ({ quote }: Check) => quote && app.quoteText(quote)

/** One in `step` of the mutations, so that all papers and kinds have their turn; the bench runs every one. */
async function wrongOf(mutations: Mutation[], step: number): Promise<unknown[]> {
  const wrong: unknown[] = []
  for (const mutation of mutations.filter((_, index) => index % step === 0)) {
    const [check] = await checks(mutation.text)
    if (check?.verdict !== mutation.verdict) wrong.push({ ...mutation, got: check?.verdict })
  }
  return wrong
}

describe('a changed claim', () => {
  it('is told from the stored one, whatever was changed', async () => {
    const mutations = reads.flatMap((read, at) => claimMutations(read, reads[(at + 7) % reads.length] ?? read))
    expect(mutations.length).toBeGreaterThan(1500)
    expect(await wrongOf(mutations, 23)).toEqual([])
  })

  it('is shown with both versions', async () => {
    const [check] = await checks('Token Recycling requires <3MB of additional storage.')
    expect(check?.verdict).toBe('numbers_differ')
    expect(check && shown(check)).toContain('requires \\textless2MB of additional storage')
    const source = check?.differences[0]?.source
    const read = app.library.get(check?.quote?.paperId ?? '')
    expect(check?.differences[0]?.text).toBe('3MB')
    expect(source && read?.paper.abstract.slice(source.start, source.end)).toBe('2MB')
  })
})

describe('a sentence', () => {
  it('is exact as it is and in part, partial with another word', async () => {
    const wrong = (await wrongOf(reads.flatMap(sentenceMutations), 29)) as (Mutation & { got: string })[]
    // Another word beside a number may be taken for its unit.
    expect(wrong.filter(({ change, got }) => change !== 'another word' || got !== 'numbers_differ')).toEqual([])
    expect(wrong.length).toBeLessThan(4)
  })

  it.each([
    ['> Token Recycling requires <2MB of additional storage', ['exact']],
    ['**requires** \\textless2MB of “additional” storage', ['exact']],
    ['requires under 2MB of additional storage', ['partial']],
    ['requires about 2MB of additional storage', ['numbers_differ']],
    ['requires 2MB of additional storage', ['numbers_differ']],
    ['requires <2.0MB of additional storage', ['partial']],
    ['requires <20MB of additional storage', ['numbers_differ']],
    ['We had soup for lunch, and it was good.', ['not_found']],
    ['88.6\\%', ['not_found']],
    ['!!!', []],
    ['', []],
  ])('%j is %j', async (text, wanted) => {
    expect(await verdicts(text)).toEqual(wanted)
  })

  it('belongs to the paper that the text or the option names', async () => {
    const words = 'Token Recycling requires <2MB of additional storage.'
    const own = app.findPaper('2408.08696')
    const other = app.findPaper('LazyLLM')
    expect((await checks(words, own))[0]?.verdict).toBe('exact')
    expect((await checks(words, other))[0]?.verdict).toBe('other_paper')
    expect(await verdicts(`LazyLLM says:\n> ${words}`)).toEqual(['not_found', 'other_paper'])
    expect(await verdicts(`${own.paper.title}\n> ${words}`)).toEqual(['exact', 'exact'])
  })

  it.each([
    ['we present RadGPT [1], an Anatomy-Aware Vision-Language AI Agent', ['exact']],
    ['while achieving 20× faster inference, per https://arxiv.org/abs/2502.20388', ['exact']],
    ['TokenFlow achieves an FID score of 1.24', ['numbers_differ']],
    ['It reaches 99.9% accuracy: Token Recycling requires <2MB of additional storage', ['numbers_differ']],
    ['they write (2024): “Token Recycling requires <2MB of additional storage”', ['exact']],
    ['Our work is 7x faster than “Token Recycling requires <2MB of additional storage”', ['partial']],
    ['XNect runs at 705 frames per second', ['not_found']],
    ['The BM25 baseline is outperformed by 54%', ['not_found']],
    ['can be finally rendered at 705 frames per second. (Online Language Splatting)', ['other_paper']],
    ['approximately two-fold speedup across all sizes of LLMs', ['partial']],
    ['trained in 5.7 days using only 64 V400 GPUs', ['numbers_differ']],
    ['a resolution of -2048x2048 with gratifying generation performance', ['numbers_differ']],
  ])('as colleagues paste it, %j, is %j', async (text, wanted) => {
    expect(await verdicts(text)).toEqual(wanted)
  })

  it('does not join the digits around a reference mark, or take a number for an arXiv id', async () => {
    const words = 'offering 4times memory reduction with only a 1.6% average accuracy drop'
    expect(await verdicts(words.replace('1.6%', '1.[3]6%'))).toEqual(['numbers_differ'])
    expect(await verdicts(words.replace('1.6%', '1234.5678%'))).toEqual(['numbers_differ'])
    expect(await verdicts(words.replace(' with', ' [3] with'))).toEqual(['exact'])
  })

  it('that is partial is shown with what differs', async () => {
    const [check] = await checks('Token Recycling needs <2MB of additional storage')
    expect(check?.verdict).toBe('partial')
    expect(check?.differences.map(({ text }) => text).join(' ')).toContain('needs')
  })

  it('each has its own verdict in a message', async () => {
    const text = `- Token Recycling requires <2MB of additional storage\n- it needs no training. It likes pizza a lot.`
    expect(await verdicts(text)).toEqual(['exact', 'not_found', 'not_found'])
  })
})

describe('tokens', () => {
  const keys = (text: string) => tokensOf(text).map(({ key }) => key)
  it.each([
    ['1.8 %', '18 %', false],
    ['1,8', '18', false],
    ['-3', '3', false],
    ['10²', '102', false],
    ['2*3', '23', false],
    ['½', '1/2', false],
    ['1 000', '1000', false],
    ['3–5', '3-5', true],
    ['−3', '-3', true],
    ['**1.8** %', '1.8%', true],
    ['88.5\\%', '88.5%', true],
    ['“so”', '"so"', true],
    ['２％', '2%', true],
  ])('of %j and %j are the same: %s', (a, b, same) => {
    expect(JSON.stringify(keys(a)) === JSON.stringify(keys(b))).toBe(same)
  })

  it('lie in order and apart, and hold every letter and digit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        let at = 0
        let seen = ''
        for (const { start, end } of tokensOf(text)) {
          expect(at <= start && start < end).toBe(true)
          seen += text.slice(start, end)
          at = end
        }
        const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '')
        expect(letters(seen)).toBe(letters(text))
      }),
    )
  })
})

it('any text gets verdicts whose quotes are stored words', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('"', '> ', '\n', '3.5%', 'LazyLLM: ', 'https://')), {
        maxLength: 12,
      }),
      async (parts) => {
        for (const check of await checks(parts.join(''))) {
          const text = shown(check)
          if (text !== undefined)
            expect(reads.some(({ paper }) => `${paper.title}\n${paper.abstract}`.includes(text))).toBe(true)
        }
      },
    ),
    { numRuns: 40 },
  )
})

it('a long text without a blank is parted between characters', async () => {
  const text = `BrightDreamer:${'\u{1f600}'.repeat(1500)}`
  for (const lead of ['', 'a']) {
    const found = await checks(`${lead}${text}`)
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((check) => /\p{Surrogate}/u.test(check.text))).toEqual([])
  }
})

it('a message of 6,000 characters is checked within four seconds', async () => {
  const text = reads
    .map(({ paper }) => paper.abstract)
    .join(' ')
    .slice(0, 6000)
  const started = performance.now()
  expect((await checks(text)).length).toBeGreaterThan(20)
  expect(performance.now() - started).toBeLessThan(4000)
})
