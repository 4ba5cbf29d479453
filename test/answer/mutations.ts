import type { Verdict } from '../../src/answer/verify.ts'
import type { TextClaim } from '../../src/claims/claim.ts'
import type { ReadPaper } from '../../src/papers/library.ts'

/** A stored sentence as someone might paste it, changed in one way, with the verdict it must get. */
export interface Mutation {
  change: string
  text: string
  verdict: Verdict
}

const OTHER_UNITS: Readonly<Record<string, string>> = {
  '%': 'x',
  '\\%': 'x',
  times: '%',
  x: '%',
  ms: 's',
  s: 'ms',
  KB: 'MB',
  MB: 'GB',
  GB: 'MB',
  B: 'M',
  M: 'B',
}
/** Words are taken out of or put into sentences of at least this many, so that what is left is still a sentence. */
const LONG = 12

/** Every claim of a paper with one digit, its sign, point, unit, counted noun, number word or paper changed. */
export function claimMutations(read: ReadPaper, other: ReadPaper): Mutation[] {
  return read.claims.flatMap((claim) => [...numberMutations(read, claim), ...paperMutations(read, claim, other)])
}

function numberMutations({ paper: { abstract } }: ReadPaper, { start, end, sentence, values }: TextClaim): Mutation[] {
  const mutations: Mutation[] = []
  const put = (change: string, from: number, to: number, by: string) => {
    const text = abstract.slice(sentence.start, from) + by + abstract.slice(to, sentence.end)
    mutations.push({ change, text, verdict: 'numbers_differ' })
  }
  const words = abstract.slice(start, end)
  const digits = [...words.matchAll(/\d/g)]
  const digit = digits[Math.floor(digits.length / 2)]
  if (digit) {
    const at = start + digit.index
    put('digit', at, at + 1, String((Number(digit[0]) + 3) % 10))
    const point = /\.(?=\d)/.exec(words)?.index
    if (point !== undefined) put('decimal point', start + point, start + point + 1, '')
    if (/^\d/.test(words)) put('sign', start, start, '-')
    const unit = /(?<=\d\s?)(\\?%|times|x|m?s|[KMG]B|[BM])$/.exec(words)?.[0] ?? ''
    const otherUnit = OTHER_UNITS[unit]
    if (otherUnit) put('unit', end - unit.length, end, otherUnit)
  } else put('number word', start, end, words.replace(/^\p{L}+/u, /^two/i.test(words) ? 'four' : 'eleven'))
  const noun = values[0]?.unit?.split(' ').at(-1) ?? ''
  const at = noun.length > 4 ? abstract.indexOf(noun, start) : -1
  if (at > 0 && at - end < 60 && at < sentence.end) put('counted noun', at, at + noun.length, 'gadgets')
  return mutations
}

function paperMutations({ paper }: ReadPaper, { sentence }: TextClaim, { paper: other }: ReadPaper): Mutation[] {
  const words = paper.abstract.slice(sentence.start, sentence.end)
  return [
    { change: 'link of another paper', text: `${words} (${other.url})`, verdict: 'other_paper' },
    { change: 'id of another paper', text: `"${words}" [arXiv:${other.id}]`, verdict: 'other_paper' },
    { change: 'title of another paper', text: `${other.title}: "${words}"`, verdict: 'other_paper' },
    { change: 'its own link', text: `${words} (${paper.url})`, verdict: 'exact' },
    { change: 'its own title', text: `${paper.title}: ${words}`, verdict: 'exact' },
  ]
}

/** Every sentence of a paper as it is, its first part, and with one word changed. */
export function sentenceMutations({ paper: { abstract }, sentences }: ReadPaper): Mutation[] {
  return sentences.flatMap((span): Mutation[] => {
    const text = abstract.slice(span.start, span.end)
    const words = text.split(' ')
    const at = words.findIndex((word, index) => index > 5 && /^[a-z]{5,}$/.test(word))
    const asItIs: Mutation = { change: 'nothing', text, verdict: 'exact' }
    if (words.length < LONG || at < 0) return [asItIs]
    return [
      asItIs,
      { change: 'end left out', text: words.slice(0, Math.ceil(words.length * 0.6)).join(' '), verdict: 'exact' },
      { change: 'another word', text: words.with(at, 'gadgetry').join(' '), verdict: 'partial' },
    ]
  })
}
