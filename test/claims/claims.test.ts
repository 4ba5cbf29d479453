import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimsIn } from '../../src/claims/claims.ts'
import { BOUNDS, PHRASES, UNITS } from '../../src/claims/notations.ts'

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
  it.each(BOUNDS.map(({ example, bound }) => [example, bound]))('read %j as %s', (example, bound) => {
    const text = /%|K/.test(example) ? example : `${example} models`
    expect(claimsIn(`It takes ${text} here.`)[0]?.values[0]?.bound).toBe(bound)
  })
  it.each(PHRASES.map(({ example, value }) => [example, value]))('read %j as %d', (example, value) => {
    const text = String(example).endsWith(' of') ? `${example} users` : example
    expect(claimsIn(`They serve ${text}.`)[0]?.values[0]?.value).toBe(value)
  })
})

describe('kinds', () => {
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

it.each(['9', '([', ' ', '1.2 ', '3%,', '1,', '1x', '<', '...', '.)', '\n ', '$', 'a.A', '1 to ', 'two ', '-1', '"1 '])(
  '100,000 characters of %j are read in well under two seconds',
  (part) => {
    const started = performance.now()
    claimsIn(part.repeat(100_000 / part.length))
    expect(performance.now() - started).toBeLessThan(2000)
  },
)
