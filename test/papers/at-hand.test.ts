import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { findNumbers } from '../../src/answer/numbers.ts'
import { type App, createApp } from '../../src/app.ts'
import { KINDS } from '../../src/claims/claim.ts'
import { matched } from '../../src/claims/claim-match.ts'
import { type ClaimWish, optionsWish } from '../../src/claims/claim-wish.ts'
import { parseClaimWish } from '../../src/claims/claim-words.ts'
import { CLAIMS_VERSION, claimsIn, sizesInNames } from '../../src/claims/claims.ts'
import { parseOptions } from '../../src/parse-options.ts'
import { parseJsonl } from '../../src/sources/jsonl.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { createFakeEmbedder } from '../fakes/fake-embedder.ts'

const folder = mkdtempSync(join(tmpdir(), 'verbatim-'))
const { papers } = parseJsonl(readFileSync(join(import.meta.dirname, '../../data/corpus.jsonl'), 'utf8'))
let inMemory: App
let fromDisk: App
beforeAll(async () => {
  const start = (name: string, more: { corpus: typeof papers; atHand?: number }) => {
    const home = join(folder, name)
    const store = openSqliteStore(home)
    return createApp({ store, embedder: createFakeEmbedder(), indexFolder: join(home, 'index'), ...more })
  }
  inMemory = await start('memory', { corpus: papers })
  // One part shipped and the rest kept, so that the order is the same.
  const first = await start('disk', { corpus: papers.slice(0, 20), atHand: 2 })
  await first.addPapers(papers.slice(20))
  await first.close()
  fromDisk = await start('disk', { corpus: papers.slice(0, 20), atHand: 2 })
})
afterAll(async () => {
  await inMemory.close()
  await fromDisk.close()
  rmSync(folder, { recursive: true, force: true })
})

const REQUESTS: [string, Record<string, unknown>][] = [
  ['ask', { question: 'how fast is BrightDreamer?' }],
  ['ask', { question: 'which papers have code' }],
  ['ask', { question: 'any good ramen near the office' }],
  ['search', { query: 'speculative decoding without a draft model' }],
  ['claims', { query: 'speedups above 3x' }],
  ['claims', { query: 'which papers use a 7B model', limit: 100 }],
  ['claims', { query: 'resolution above 512' }],
  ['paper', { paper: 'BrightDreamer' }],
  ['paper', { paper: 'https://arxiv.org/abs/2408.08696v2' }],
  ['paper', { paper: 'an image is worth' }],
  ['paper', { paper: 'DiTz' }],
  ['similar', { paper: '2401.04577' }],
  ['topic', { topic: 'KV cache compression' }],
  ['verify', { text: 'LazyLLM says: it is fast. Token Recycling requires <3MB of additional storage.' }],
  [
    'verify',
    { text: '“It reduces the image tokens by 64x” (An Image is Worth 32 Tokens for Reconstruction and Generation)' },
  ],
  ['export', { paper: 'BrightDreamer', format: 'csv' }],
  ['stats', {}],
]

it.each(REQUESTS)(
  'answers %s %j from the disk, two papers at hand, as with all of them in memory',
  async (name, given) => {
    const replies = []
    for (const app of [inMemory, fromDisk]) {
      const command = commands.find((each) => each.name === name)
      const run = async () => command?.run(app, parseOptions(command, given))
      replies.push(await run().catch((cause: unknown) => String(cause)))
    }
    // A paper's links come back in the schema's order.
    expect(replies[1]).toEqual(replies[0])
  },
)

it('suggests the same, and takes the same papers for the newest, the evenly spaced and all', () => {
  const found = [inMemory, fromDisk].map(({ suggest, library }) => [
    ...['', 'e', 'accuracy', 'x'].flatMap((words) => [suggest('metrics', words, 500), suggest('units', words, 500)]),
    ...['', 'diffusion', 'an image is', 'for of', 'zzz'].map((words) => suggest('papers', words, 25)),
    library.newest(30, ['2401.04577']),
    library.spaced(10),
    [...library.each()].map(({ paper, sentences }) => [paper, sentences]),
    library.textsVersion(),
  ])
  expect(found[1]).toEqual(found[0])
})

it('names the claims of the shipped papers by the version that they were read by: raise it when they are others', () => {
  const claims = papers.map(({ abstract }) => claimsIn(abstract))
  const found = hash('sha256', JSON.stringify(claims), 'hex').slice(0, 12)
  expect([CLAIMS_VERSION, found]).toEqual([1, 'e29117f4651b'])
})

/** The places of all numbers that satisfy the wishes, out of all there are. */
function judged({ library }: App, wishes: readonly ClaimWish[]) {
  const isSized = wishes.some(({ units }) => units.includes('parameters'))
  return [...library.each()].flatMap(({ paper: { id, abstract }, claims }) =>
    [...claims, ...(isSized ? sizesInNames(abstract, claims) : [])].flatMap((claim) =>
      wishes.every((wish) => matched(claim, abstract, wish)) ? [`${id} ${claim.start}`] : [],
    ),
  )
}

it('leaves out no number that satisfies a wish', async () => {
  const option = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const options = fc.record({
    kind: option(fc.constantFrom(...KINDS)),
    metric: option(fc.constantFrom('accuracy', 'FID', 'latency', 'memory', 'speed')),
    unit: option(fc.constantFrom('%', 'x', 'ms', 's', 'GB', 'parameters', 'samples', 'points', 'tokens')),
    min: option(fc.constantFrom(0, 0.5, 2, 3, 7e9, 64)),
    max: option(fc.constantFrom(1, 3, 10, 100, 8e9)),
  })
  const wish = fc.oneof(
    options.map(optionsWish),
    fc
      .constantFrom('FID below 2.5', 'memory cut by at least half', 'a 7B model', 'outperforms', '20%')
      .map(parseClaimWish),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 2 }), async (given) => {
      const wishes = given.map((each) => ({ ...each, subject: '', versus: false }))
      const { found } = await findNumbers(wishes, { library: fromDisk.library, search: fromDisk.search })
      expect(new Set(found.map(({ read, claim }) => `${read.paper.id} ${claim.start}`))).toEqual(
        new Set(judged(inMemory, wishes)),
      )
    }),
    { numRuns: 150 },
  )
})

it('knows a changed paper by its new name, address and numbers, and takes the old text back', async () => {
  const [paper] = papers
  if (!paper) throw new Error('no papers')
  const changed = {
    ...paper,
    title: 'Zither: a new name',
    abstract: 'Zither plays 41x faster.',
    url: 'https://a.example/zither',
  }
  const before = fromDisk.library.textsVersion()
  expect(await fromDisk.addPapers([changed])).toMatchObject({ added: [], updated: [changed], replaced: [paper] })
  expect(fromDisk.library.namedIn('is Zither fast?')).toEqual([paper.id])
  expect(fromDisk.library.byAddress('a.example/zither/')?.paper).toEqual(changed)
  const { found } = await findNumbers([parseClaimWish('speedups above 40x')], fromDiskScope())
  expect(found.some(({ read }) => read.paper.id === paper.id)).toBe(true)
  expect(fromDisk.library.textsVersion()).not.toBe(before)
  await fromDisk.addPapers([paper])
  expect(fromDisk.library.textsVersion()).toBe(before)
})

const fromDiskScope = () => ({ library: fromDisk.library, search: fromDisk.search })
