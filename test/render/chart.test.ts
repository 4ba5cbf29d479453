import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chartOf, sideBySide } from '../../src/answer/comparable.ts'
import type { NumberFound } from '../../src/answer/numbers.ts'
import { createLibrary } from '../../src/papers/library.ts'
import { paperSchema } from '../../src/papers/paper.ts'
import { chartPng } from '../../src/render/chart.ts'
import { sayEnglish } from '../../src/say/say.ts'

const FONT = join(import.meta.dirname, '../../data/fonts/DejaVuSans.ttf')

/** The numbers of one-sentence papers, named by the words before the colon. */
function numbersOf(...titled: string[]): NumberFound[] {
  const library = createLibrary()
  library.add(
    titled.map((text, at) => {
      const [name = '', abstract = ''] = text.split(': ')
      return paperSchema.parse({ id: String(at), title: `${name}: a title`, abstract, url: 'https://a.b' })
    }),
  )
  return [...library.each()].flatMap((read) =>
    read.claims.map((claim) => {
      const value = claim.values[0]?.value ?? 0
      return { read, claim, value, high: value }
    }),
  )
}

describe('a chart', () => {
  it('is drawn for three comparable numbers and not for two', () => {
    const three = numbersOf('A: It is 2x faster.', 'B: It is 3x faster.', 'C: It is 5x faster.')
    expect(chartOf(three, sayEnglish)?.bars.map(({ label, value }) => [label, value])).toEqual([
      ['A', 2],
      ['B', 3],
      ['C', 5],
    ])
    expect(chartOf(three.slice(0, 2), sayEnglish)).toBeUndefined()
  })

  it('keeps numbers of other kinds, metrics and units out', () => {
    const mixed = ['A: An accuracy of 80%.', 'B: An F1 of 70%.', 'C: It takes 3 s.', 'D: It is 4x faster.']
    expect(chartOf(numbersOf(...mixed), sayEnglish)).toBeUndefined()
    const accuracies = ['E: An accuracy of 82%.', 'F: An accuracy of 85%.']
    expect(chartOf(numbersOf(...mixed, ...accuracies), sayEnglish)?.bars.map(({ label }) => label)).toEqual([
      'A',
      'E',
      'F',
    ])
  })

  it('keeps latency, throughput, training and what is left apart from speed-ups and savings', () => {
    const faster = ['A: It is 2x faster.', 'B: It speeds generation up by 3x.']
    const others = [
      'C: It reduces latency by 2.5x.',
      'D: Throughput rises by 4x.',
      'E: It trains 6x faster.',
      'F: It is 2x, 3x and 4x faster, respectively, in prefilling, decoding and sampling.',
    ]
    expect(chartOf(numbersOf(...faster, ...others), sayEnglish)).toBeUndefined()
    const all = numbersOf(
      ...faster,
      ...others,
      'G: It gives a 5x speed-up.',
      'H: A latency 3x lower.',
      'I: Latency falls 2x.',
    )
    expect(sideBySide(all, sayEnglish).map(({ axis, numbers }) => [axis, numbers.length])).toEqual([
      ['speed-up, each against its own baseline (x)', 3],
      ['latency reduction, each against its own baseline (x)', 3],
    ])
    const left = numbersOf('A: It works with 27.4% tokens.', 'B: It uses 30% fewer tokens.', 'C: 20% less memory.')
    expect(sideBySide(left, sayEnglish)).toEqual([])
  })

  it('reads numbers that share their words alike', () => {
    const shared = numbersOf('A: The throughput grows over X and Y by 29x, 20x, and 3x.', 'B: A throughput 2x higher.')
    expect(sideBySide(shared, sayEnglish)).toMatchObject([{ axis: expect.stringContaining('throughput gain') }])
    expect(chartOf(shared, sayEnglish)?.bars).toHaveLength(4)
  })

  it('brings times to one unit and takes a log axis when they lie far apart', () => {
    const chart = chartOf(numbersOf('A: It runs in 50 ms.', 'B: It runs in 70 ms.', 'C: It runs in 9 s.'), sayEnglish)
    expect(chart?.bars.map(({ value }) => value)).toEqual([50, 70, 9000])
    expect(chart).toMatchObject({ axis: 'time (ms)', isLog: true })
  })

  it('marks baselines, and says everything in its alt text', () => {
    const chart = chartOf(numbersOf('A: Accuracy rises from 78% to 86%.', 'B: An accuracy of 82\\%.'), sayEnglish)
    expect(chart?.bars.map(({ isBaseline }) => isBaseline)).toEqual([true, false, false])
    expect(chart?.alt).toBe('Bar chart of accuracy (%). Baselines are marked. A 78% (baseline); A 86%; B 82%')
  })

  it('is a PNG with its words drawn in the shipped font', async () => {
    const chart = chartOf(numbersOf('A: It is 2x faster.', 'B: It is 3x faster.', 'C: It is 5x faster.'), sayEnglish)
    if (!chart) throw new Error('no chart')
    const png = await chartPng(chart, FONT)
    expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG')
    const renamed = { ...chart, bars: chart.bars.map((bar) => ({ ...bar, label: `${bar.label}Q` })) }
    expect((await chartPng(renamed, FONT)).equals(png)).toBe(false)
    expect((await chartPng(chart, FONT)).equals(png)).toBe(true)
    await expect(chartPng(chart, `${FONT}.missing`)).rejects.toThrow('missing')
  })
})
