import { MAGNITUDES, WORDS } from './notations.ts'

// The grammar of numerals, as sources of regular expressions that the readers put together. None of them can try the
// same text twice, so that reading stays linear.

const DIGIT = '[0-9０-９]'
const GROUP_MARK = '(?:,|\\{,\\}|[\\u2009\\u202f])'
/** 3, 3.04, 1,200, 1{,}200, .05, ９０, and 99,5 before a percent sign: digits with thousands marks and a decimal point. */
export const DIGITS = `(?:${DIGIT}+,${DIGIT}{1,2}(?=\\s?\\\\?%)|${DIGIT}{1,3}(?:${GROUP_MARK}${DIGIT}{3})+(?!${DIGIT})(?:\\.${DIGIT}+)?|${DIGIT}+(?:[.．]${DIGIT}+)?|\\.${DIGIT}+)`
/** 10^-4, 2\times10^{22}, 10⁻³, 1e-8. */
const POWER = `(?:${DIGITS}\\s?(?:\\\\times|\\\\cdot|×|x|·)\\s?)?10\\s?(?:\\^\\s?\\{?[-−–+]?\\d+\\}?|[⁻⁺]?[⁰¹²³⁴-⁹]+)|${DIGITS}[eE][-−+]?\\d+(?![\\p{L}\\d])`
const WORD = Object.keys(WORDS)
  .map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`)
  .join('|')
/** seven, Twenty-one: a number word that is no part of a longer word. */
export const SPELLED = `(?:[TtFfSsEeNn][a-z]{2,5}ty-(?:one|two|three|four|five|six|seven|eight|nine)|${WORD})(?![\\p{L}])`
/** million, -trillion, K, B; a blank before a letter only within brackets, "(3 M)". */
export const MAGNITUDE = `(?:[ -]?(?:hundred|thousand|million|billion|trillion)(?![\\p{L}])|(?<=\\d)\\$?[KkMBT](?![\\p{L}\\d_])|(?<=\\(\\d{1,4}) [KMB](?=\\)))`
const VULGAR = `${DIGIT}{0,3}[¼½¾⅐-⅞]`
const FRACTION = '\\d{1,2}/\\d{1,3}(?![\\d/%.])'
/** Any numeral, with its magnitude. */
export const NUMBER = `(?:${POWER}|${VULGAR}|${FRACTION}|${DIGITS}|${SPELLED})${MAGNITUDE}?`

const MAGNITUDE_END = new RegExp(`${MAGNITUDE}$`, 'u')

/** The magnitude that ends a numeral, as printed: " million", "B"; empty when there is none. */
export function magnitudeOf(numeral: string): string {
  return MAGNITUDE_END.exec(numeral)?.[0] ?? ''
}

/** What a magnitude multiplies by; 1 for none. */
export function scaleOf(magnitude: string): number {
  return MAGNITUDES[magnitude.replace(/^[ $-]/, '').toLowerCase()] ?? 1
}

export function isSpelled(numeral: string): boolean {
  return /^\p{L}/u.test(numeral)
}

/** The number that a numeral means, magnitude expanded. NaN never: a numeral is what `NUMBER` matches. */
export function numberOf(numeral: string): number {
  // "(3 M)": the blank's look-behind is gone once the numeral is cut out.
  const magnitude = magnitudeOf(numeral) || (/ [KMB]$/.exec(numeral)?.[0] ?? '')
  const scale = scaleOf(magnitude)
  const printed = numeral.slice(0, numeral.length - magnitude.length)
  const vulgar = /^(.*)([¼½¾⅐-⅞])$/u.exec(printed)
  if (vulgar) {
    const [over = '', under = '1'] = (vulgar[2] ?? '').normalize('NFKC').split('⁄')
    return (Number(plain(vulgar[1] || '0')) + Number(over) / Number(under)) * scale
  }
  const bare = plain(printed)
  const [tens = '', ones = ''] = bare.toLowerCase().split('-')
  if (Object.hasOwn(WORDS, tens)) return ((WORDS[tens] ?? 0) + (WORDS[ones] ?? 0)) * scale
  const fraction = /^(\d+)\/(\d+)$/.exec(bare)
  if (fraction)
    return fraction[2] === '0' || /^0+$/.test(fraction[2] ?? '') ? 0 : Number(fraction[1]) / Number(fraction[2])
  const power = /^(?:(.*?)\s?(?:\\times|\\cdot|×|x|·)\s?)?10\s?\^?\s?\{?([-+]?\d+)\}?$/.exec(bare)
  if (power && /[\^⁰-⁹¹²³⁻⁺]/u.test(printed)) return Number(`${power[1] ?? 1}e${power[2]}`)
  return Number((Number(bare) * scale).toPrecision(15))
}

/** Digits as ASCII, without thousands marks, minus signs as hyphens, superscripts brought down behind a caret. */
function plain(printed: string): string {
  return printed
    .replaceAll(/[⁻⁺⁰¹²³⁴-⁹]+/gu, (raised) => `^${raised.normalize('NFKC')}`)
    .replaceAll(/[０-９．]/g, (wide) => wide.normalize('NFKC'))
    .replace(/^(\d+),(\d{1,2})$/, '$1.$2')
    .replaceAll(/,|\{,\}|[\u2009\u202f]/g, '')
    .replaceAll(/[−–]/g, '-')
}
