import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimsIn, sizesInNames } from '../../src/claims/claims.ts'
import { FORMS } from '../../src/claims/forms.ts'
import { KIND_RULES } from '../../src/claims/kind-rules.ts'
import { METRICS } from '../../src/claims/metrics.ts'
import { NAMES } from '../../src/claims/names.ts'
import { BOUNDS, PHRASES, UNITS } from '../../src/claims/notations.ts'

const watched: (() => void)[] = []
/** Tells which form reads a quantity: the first that gives one. */
function watch(row: (typeof FORMS)[number], tell: (name: string) => void): void {
  const read = row.read
  watched.push(() => Object.assign(row, { read }))
  Object.assign(row, {
    read(at: Parameters<typeof read>[0]) {
      const quantity = read(at)
      if (quantity && (quantity === 'none') === Boolean(row.rejects)) tell(row.name)
      return quantity
    },
  })
}

const quotes = (text: string) => claimsIn(text).map(({ start, end }) => text.slice(start, end))
const only = (text: string) => {
  const [claim] = claimsIn(text)
  const value = claim?.values[0]
  return [claim && text.slice(claim.start, claim.end), value?.value, value?.unit, value?.bound]
}
const kinds = (text: string) => claimsIn(text).map(({ kind }) => kind)

describe('quantities', () => {
  it.each([
    ['It runs in 64ms per query.', ['64ms', 64, 'ms', 'exact']],
    ['It is 1.3times faster.', ['1.3times', 1.3, 'x', 'exact']],
    ['It reaches 88.5\\% there.', ['88.5\\%', 88.5, '%', 'exact']],
    ['It rises to **85.67**%, a record.', ['**85.67**%', 85.67, '%', 'exact']],
    ['It needs \\textless2MB of storage.', ['\\textless2MB', 2, 'MB', 'under']],
    ['We train a sim400M generator.', ['sim400M', 4e8, 'parameters', 'about']],
    ['It drops by 9-17% here.', ['9-17%', 9, '%', 'range']],
    ['It saves up to 40% of it.', ['40%', 40, '%', 'up_to']],
    ['It has over 7 billion parameters.', ['7 billion parameters', 7e9, 'parameters', 'over']],
    ['With 85 million CT scans performed.', ['85 million', 85e6, 'CT scans', 'exact']],
    ['Our 2.7B model wins.', ['2.7B', 2.7e9, 'parameters', 'exact']],
    ['The gap is significant (p < 10^-4).', ['< 10^-4', 1e-4, null, 'under']],
    ['It improved in 8 of 11 models.', ['8 of 11 models', 8, 'models', 'exact']],
    ['A call costs $0.12 on average.', ['$0.12', 0.12, '$', 'exact']],
    ['It trains almost twice as fast.', ['twice as fast', 2, 'x', 'about']],
    ['It is better by an order of magnitude.', ['an order of magnitude', 1, 'orders of magnitude', 'exact']],
    ['It drops almost half of the tokens.', ['half', 0.5, 'fraction', 'about']],
    ['We test nine languages.', ['nine languages', 9, 'languages', 'exact']],
    ['We test eight public datasets.', ['eight', 8, 'datasets', 'exact']],
    ['It serves millions of users.', ['millions', 1e6, 'users', 'about']],
    ['It gains +4.0% there.', ['+4.0%', 4, '%', 'exact']],
    ['A 1.2-trillion-token corpus.', ['1.2-trillion-token', 1.2e12, 'tokens', 'exact']],
    ['An FID of 1.35 is reached.', ['1.35', 1.35, null, 'exact']],
    ['It uses 17 public datasets.', ['17', 17, 'datasets', 'exact']],
    ['Images of 256x256 are used.', ['256x256', 256, 'px', 'exact']],
  ])('in %j read as %j', (text, wanted) => {
    expect(only(text)).toEqual(wanted)
  })

  it('share the unit of a list', () => {
    expect(claimsIn('Sensitivity is 80/73% here.').map(({ values }) => [values[0]?.value, values[0]?.unit])).toEqual([
      [80, '%'],
      [73, '%'],
    ])
  })

  it('keep both values of a mean and its spread', () => {
    const [claim] = claimsIn('Follow-up was 2.6 ± 1.6 years there.')
    expect(claim?.values.map(({ value, unit }) => [value, unit])).toEqual([
      [2.6, 'years'],
      [1.6, 'years'],
    ])
  })

  it('are two before and after, but one in an interval', () => {
    expect(quotes('It rises from 78.3% to 85.7% now.')).toEqual(['78.3%', '85.7%'])
    expect(quotes('It gives 2x to 5x speedups.')).toEqual(['2x to 5x'])
  })
})

describe('no claim is read', () => {
  it.each([
    'We use GPT-4 here.',
    'It beats Llama3 in 2024.',
    'See Section 2 for it.',
    'A 3D model of H_2O.',
    'A run runx2014each from it.',
    'Code: https://github.com/a/b123 is up.',
    'Measured by top-1 and pass@1 on CIFAR-10.',
    'The years 2006-2013 are covered.',
    'It (1) reads and (2) writes.',
    'These two models differ.',
    'Our two-stage zero-shot approach.',
    'The first framework of its kind.',
  ])('in %j', (text) => {
    expect(quotes(text)).toEqual([])
  })
})

describe('the tables', () => {
  it.each(UNITS.map(({ example }) => example))('read the unit in %j', (example) => {
    expect(claimsIn(`It takes ${/^[<\d]/.test(example) ? example : `2 ${example}`} here.`)).toHaveLength(1)
  })
  it.each(UNITS.map(({ example, unit }) => [example, unit]))(
    'read no unit when %j goes on as a word',
    (example, unit) => {
      const text = `It takes ${/^[<\d]/.test(example) ? example : `2 ${example}`}zq here.`
      const isSign = /[%}]$/.test(example)
      if (!isSign) expect(claimsIn(text).flatMap(({ values }) => values.map((value) => value.unit))).not.toContain(unit)
    },
  )
  it.each(BOUNDS.map(({ example, bound }) => [example, bound]))('read %j as %s', (example, bound) => {
    const text = /%|K/.test(example) ? example : `${example} models`
    expect(claimsIn(`It takes ${text} here.`)[0]?.values[0]?.bound).toBe(bound)
  })
  it.each(PHRASES.map(({ example, value }) => [example, value]))('read %j as %d', (example, value) => {
    const text = String(example).endsWith(' of') ? `${example} users` : example
    expect(claimsIn(`They serve ${text}.`)[0]?.values[0]?.value).toBe(value)
  })
})

describe('the forms', () => {
  it.each(FORMS.map(({ name, example, counterExample }) => [name, example, counterExample]))(
    '%s: %j is read as one, %j is not',
    (name, example, counterExample) => {
      const formsOf = (words: string) => {
        const read: string[] = []
        for (const row of FORMS) watch(row, (form) => read.push(form))
        const text = `It reports ${words} here.`
        try {
          claimsIn(text)
        } finally {
          for (const undo of watched.splice(0)) undo()
        }
        return read
      }
      expect(formsOf(example)).toContain(name)
      expect(formsOf(counterExample)).not.toContain(name)
    },
  )
})

describe('names', () => {
  it.each(NAMES.map(({ why, example, counterExample }) => [why, example, counterExample]))(
    '(%s) hold no claim in %j, but there is one in %j',
    (_why, example, counterExample) => {
      expect(quotes(example)).toEqual([])
      expect(quotes(counterExample)).not.toEqual([])
    },
  )
})

describe('metrics', () => {
  it.each(METRICS.map(({ example, better }) => [example, better]))('in %j the %s is better', (example, better) => {
    expect(claimsIn(`It has ${example} here.`)[0]?.better).toBe(better)
  })

  it('are shared out in order where they are listed', () => {
    const text = 'It improves accuracy and recall by 5.6% and 9.8% there.'
    expect(claimsIn(text).map(({ metric }) => metric)).toEqual(['accuracy', 'recall'])
  })
})

describe('whose number it is, and what a change is worth', () => {
  it.each([
    ['It rises from 78.33% to 85.67% there.', ['baseline', 'own']],
    ['It has a gFID of 2.74 vs. 3.04 there.', ['own', 'baseline']],
    ['It reaches 81% compared to 79% there.', ['own', 'baseline']],
    ['It runs at more than 30 fps.', [undefined]],
  ])('in %j: %j', (text, wanted) => {
    expect(claimsIn(text).map(({ whose }) => whose)).toEqual(wanted)
  })

  it.each([
    ['It improves accuracy by 4%.', 'gain'],
    ['It costs a 1.6% average accuracy drop.', 'cost'],
    ['It reduces latency by 30%.', 'gain'],
    ['It reduces the tokens by 64x.', 'gain'],
    ['It increases latency by 30%.', 'cost'],
    ['The score is 81% there.', undefined],
  ])('in %j: %s', (text, wanted) => {
    expect(claimsIn(text)[0]?.change).toBe(wanted)
  })
})

describe('unusual writing', () => {
  it.each([
    ['It takes 10⁻³ s.', 1e-3, 's'],
    ['It takes 2×10³ steps.', 2000, 'steps'],
    ['A share of ９０％ is kept.', 90, '%'],
    ['It uses 10\u2009000 images.', 10_000, 'images'],
    ['It uses 1{,}200 images.', 1200, 'images'],
    ['It drops ½ of the tokens.', 0.5, 'fraction'],
    ['It is −3.5% there.', -3.5, '%'],
    ['It has about $0.4$M parameters.', 400_000, 'parameters'],
    ['It reaches 99,5\\% there.', 99.5, '%'],
    ['It draws 3.1 $\\mu$W there.', 3.1, 'µW'],
    ['It has {\\sim}1M articles.', 1e6, 'articles'],
    ['It is 30-180$\\times$ faster.', 30, 'x'],
    ['It has 0.4 to 5 billion parameters.', 4e8, 'parameters'],
    ['It costs $1.5$ GB there.', 1.5, 'GB'],
  ])('%j is %d %s', (text, value, unit) => {
    const [claim] = claimsIn(text)
    expect([claim?.values[0]?.value, claim?.values[0]?.unit]).toEqual([value, unit])
  })

  it.each(['epsilon=8{255} is used.', 'x² grows.', 'Since the 1990s it grew.', 'From 1881-1940 it ran.'])(
    '%j reports nothing',
    (text) => {
      expect(quotes(text)).toEqual([])
    },
  )
})

it.each([
  ['over Mistral-7B', ['7B']],
  ['with LLaVA-NeXT-7B/13B models', ['7B', '13B']],
  ['with our 7B model', []],
  ['at 7B', []],
])('sizes in names, %j: %j', (text, wanted) => {
  const words = `It works ${text}.`
  expect(sizesInNames(words, claimsIn(words)).map(({ start, end }) => words.slice(start, end))).toEqual(wanted)
})

describe('kinds', () => {
  it.each(KIND_RULES.map(({ kind, example }) => [example, kind]))('%j: %s', (example, kind) => {
    expect(claimsIn(example).map((claim) => claim.kind)).toContain(kind)
  })

  it.each([
    ['It is 20times faster.', ['speed']],
    ['It has 4times memory reduction.', ['efficiency']],
    ['It costs a 1.6% average accuracy drop.', ['comparison']],
    ['The score is 81.4% there.', ['result']],
    ['We test 14 languages.', ['count']],
    ['Trained on 400B tokens.', ['scale']],
    ['An 8-bit recurrence.', ['setting']],
  ])('of %j are %j', (text, wanted) => {
    expect(kinds(text)).toEqual(wanted)
  })
})

const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '. ',
        '3.5',
        '%',
        ' x ',
        '10^',
        '±',
        '1,000',
        ' of ',
        '-',
        '$',
        '**',
        ' million',
        '<',
        'two ',
        '\n\n',
        ')',
      ),
      fc.string(),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

it('every claim lies in its sentence, after the one before, and holds its numerals', () => {
  fc.assert(
    fc.property(tricky, (text) => {
      let at = 0
      for (const { start, end, sentence, values } of claimsIn(text)) {
        expect(at <= start && sentence.start <= start && start < end && end <= sentence.end).toBe(true)
        for (const { raw, value } of values) {
          expect(text.slice(start, end)).toContain(raw)
          expect(Number.isNaN(value)).toBe(false)
        }
        at = end
      }
    }),
  )
})

it.each([
  '9',
  '([',
  ' ',
  '1.2 ',
  '3%,',
  '1,',
  '1x',
  '<',
  '...',
  '.)',
  '\n ',
  '$',
  'a.A',
  '1 to ',
  'two ',
  '-1',
  '"1 ',
  'accuracy 3% ',
  'from 3% to 4%, ',
  'Llama-7B ',
])('100,000 characters of %j are read in under five seconds of the processor', (part) => {
  // Time of the processor, not of the clock: other programs may have it meanwhile. Quadratic reading would take minutes.
  const before = process.cpuUsage()
  claimsIn(part.repeat(100_000 / part.length))
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000)
})
