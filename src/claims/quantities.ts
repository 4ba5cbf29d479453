import type { Span } from '../papers/paper.ts'
import type { Bound, ClaimValue, Kind } from './claim.ts'
import { BOUNDS, MAGNITUDES, PHRASES, type PhraseRow, UNITS, WORDS } from './notations.ts'

/** A quantity as it stands in a sentence, before its kind is settled. Offsets are into the sentence's text. */
export interface Quantity extends Span {
  values: ClaimValue[]
  /** What numbers of this unit are mostly about; undefined when the words around must tell. */
  kind?: Kind
  /** How the number was recognised: by a unit, a counted noun, a magnitude, by itself, or by a number word. */
  form: 'unit' | 'noun' | 'magnitude' | 'bare' | 'word' | 'vague'
}

const DIGITS = '(?:\\d{1,3}(?:,\\d{3})+(?![\\d])(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+)'
const POWER = `(?:${DIGITS}\\s?(?:\\\\times|×|x)\\s?)?10\\s?\\^\\s?\\{?[-−–+]?\\d+\\}?|${DIGITS}[eE][-−+]?\\d+(?![\\p{L}\\d])`
const WORD = Object.keys(WORDS)
  .map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`)
  .join('|')
const SPELLED = `(?:[TtFfSsEeNn][a-z]{2,5}ty-(?:one|two|three|four|five|six|seven|eight|nine)|${WORD})(?!(?!fold)[\\p{L}])`
const MAGNITUDE = '(?:[ -]?(?:hundred|thousand|million|billion|trillion)(?![\\p{L}])|(?<=\\d)[KkMBT](?![\\p{L}\\d_]))'
const FRACTION = '\\d{1,2}/\\d{1,3}(?![\\d/%.])'
const NUMBER = `(?:${POWER}|${FRACTION}|${DIGITS}|${SPELLED})${MAGNITUDE}?`
const PHRASE = `\\b(?:${PHRASES.map(({ pattern }) => `(${pattern})`).join('|')})(?![\\p{L}-])`
const START = new RegExp(`${PHRASE}|(?:(?<=\\\\?textless|\\\\?textgreater|sim)|(?<![\\p{L}\\d_]))${NUMBER}`, 'gu')
const UNIT = new RegExp(`^\\**[\\s~-]?(?:${UNITS.map(({ pattern }) => `(${pattern})`).join('|')})`, 'u')
const GLYPH =
  /(?:\\textless|\\textgreater|\{\\sim\}|\\sim|\\approx|\\geq?|\\leq?|(?<![a-z])sim|[<>≤≥~∼≈]=?)[\s$\u2009]{0,2}$/u
const MONEY = /(?:(?:\\?US ?\\?\$|\\\$) ?|(?<!\\sim|\\approx|[\p{L}\d}])\$)$/u
const NEXT = {
  grid: /^\s?(?:[x×*]|\\times)\s?(\d{1,5})(?:\s?(?:[x×*]|\\times)\s?(\d{1,5}))?(?![\p{L}\d.])/u,
  spread: new RegExp(`^\\s?(?:±|\\+/?-|\\+/-|\\$?\\\\pm\\$?)\\s?(${DIGITS})`, 'u'),
  outOf: new RegExp(`^ (?:out of|of|in) (?:the )?(${DIGITS}|${SPELLED})(?![\\p{L}%.\\d])`, 'u'),
  range: new RegExp(`^\\s?(-|–|—|--|to(?= )|and(?= ))\\s?\\\\?\\$?(${DIGITS}${MAGNITUDE}?|${SPELLED})(?!\\.?\\d)`, 'u'),
  interval: new RegExp(`^, ?([-+−]?${DIGITS})(?=\\s?[)\\]])`, 'u'),
}
/** Longest stretch of text looked at around a number, so that reading stays linear. */
const REACH = 60
const LONGEST = 40

/** The quantities of one sentence, in order; digits in names, years, versions and URLs are left out. */
export function quantitiesIn(sentence: string): Quantity[] {
  const found: Quantity[] = []
  const urls = [...sentence.matchAll(/(?:https?:\/\/|www\.)\S+|(?<![\w.-])[\w.-]{1,80}\.(?:com|org|io|net)\/\S*/g)].map(
    (m) => ({
      start: m.index,
      end: m.index + m[0].length,
    }),
  )
  let url = 0
  START.lastIndex = 0
  for (let match = START.exec(sentence); match; match = START.exec(sentence)) {
    const start = match.index
    while (url < urls.length && (urls[url]?.end ?? 0) <= start) url++
    if ((urls[url]?.start ?? Number.POSITIVE_INFINITY) <= start || match[0].length > LONGEST) continue
    const row = match.slice(1).findIndex((group) => group !== undefined)
    const phrase = row < 0 ? undefined : PHRASES[row]
    const quantity = phrase ? phraseAt(sentence, start, match[0], phrase) : numberAt(sentence, start, match[0])
    if (!quantity) continue
    found.push(quantity)
    START.lastIndex = Math.max(START.lastIndex, quantity.end)
  }
  return found
}

function phraseAt(sentence: string, start: number, quote: string, row: PhraseRow): Quantity {
  const end = start + quote.replace(/ (?:the|that)$/i, '').length
  const cue = boundBefore(sentence.slice(Math.max(0, start - REACH), start))
  const bound = row.vague ? 'about' : cue
  const of = row.unit === null ? /^ of\b/.exec(sentence.slice(end, end + 4)) : null
  const counted = of ? countedNoun(sentence.slice(end + 3, end + 3 + REACH)) : undefined
  const value = {
    raw: row.raw?.exec(quote)?.[0] ?? sentence.slice(start, end),
    value: row.value,
    unit: row.unit ?? counted?.unit ?? null,
    bound,
    approx: bound === 'about',
  }
  return { start, end, values: [value], form: row.vague ? 'vague' : 'word', ...(row.kind && { kind: row.kind }) }
}

function numberAt(sentence: string, at: number, numeral: string): Quantity | undefined {
  let start = at
  let end = at + numeral.length
  const spelled = /^\p{L}/u.test(numeral)
  const ahead = (from: number) => sentence.slice(from, from + REACH)
  const before = sentence.slice(Math.max(0, at - REACH), at)
  if (isPartOfName(before, ahead(end), numeral) || isExample(before, ahead(end))) return undefined

  const sign = /(?<=^|[\s(,[])[+−-]$/.exec(before)?.[0]
  if (sign && !spelled) start--
  const rawStart = start
  const lead = sign ? before.slice(0, -1) : before
  const money = spelled ? undefined : moneyBefore(lead, ahead(end))
  if (money) start -= money.length
  const glyph = GLYPH.exec(money ? lead.slice(0, -money.length) : lead)?.[0]
  const cue = boundBefore(money ? lead.slice(0, -money.length) : lead)
  if (glyph) start -= glyph.length
  if (/\*\*$/.test(lead) && ahead(end).startsWith('**')) start -= 2

  const first = numberOf(numeral) * (sign === '-' || sign === '−' ? -1 : 1)
  const simple = (values: [string, number, number?][], unit: string | null, bound: Bound): ClaimValue[] =>
    values.map(([raw, value, high]) => ({
      raw,
      value,
      ...(high !== undefined && { high }),
      unit,
      bound,
      approx: bound === 'about',
    }))

  const grid = spelled ? null : NEXT.grid.exec(ahead(end))
  if (grid) {
    const sides = [numeral, grid[1], grid[2]].filter((side) => side !== undefined)
    return {
      start,
      end: end + grid[0].length,
      values: simple(
        sides.map((side) => [side, numberOf(side)]),
        'px',
        'exact',
      ),
      kind: 'setting',
      form: 'unit',
    }
  }
  const spread = spelled ? null : NEXT.spread.exec(ahead(end))
  if (spread) {
    end += spread[0].length
    const unit = unitAfter(ahead(end))
    const values = simple(
      [
        [sentence.slice(rawStart, at + numeral.length), first],
        [spread[1] ?? '', numberOf(spread[1] ?? '')],
      ],
      unit?.unit ?? null,
      cue,
    )
    return { start, end: end + (unit?.length ?? 0), values, kind: unit?.kind, form: unit ? 'unit' : 'bare' }
  }
  const outOf = NEXT.outOf.exec(ahead(end))
  if (outOf && (/^ in /.test(outOf[0]) ? numberOf(numeral) === 1 : !spelled || numberOf(numeral) > 1)) {
    end += outOf[0].length
    const noun = countedNoun(ahead(end))
    const values = simple(
      [
        [numeral, first],
        [outOf[1] ?? '', numberOf(outOf[1] ?? '')],
      ],
      noun?.unit ?? null,
      cue,
    )
    return { start, end: end + (noun?.adjacent ?? 0), values, kind: 'result', form: 'noun' }
  }

  let unit = unitAfter(ahead(end))
  const plain = unit && !/[ -](?:hundred|thousand|million|billion|trillion)$/i.test(numeral) ? unit : undefined
  const afterUnit = end + (plain?.length ?? 0)
  const range =
    NEXT.range.exec(ahead(afterUnit)) ??
    (/\b(?:CI|interval|IQR|range)\b[^;]{0,12}$/.test(before) ? NEXT.interval.exec(ahead(end)) : null)
  if (range && isInterval(before, range[1] ?? '', numeral)) {
    const upper = range[range.length - 1] ?? ''
    const top = afterUnit + range[0].length
    const last = unitAfter(ahead(top))
    const noun = last ? undefined : countedNoun(ahead(top))
    const high = numberOf(upper)
    const own = /[KkMBT]$/.exec(upper)
    const low = own && !/[KkMBT]$/.test(numeral) ? first * (MAGNITUDES[own[0].toLowerCase()] ?? 1) : first
    if (isYear(numeral) && (isYear(upper) || /^\d\d$/.test(upper))) return undefined
    const raw = sentence.slice(rawStart, top)
    const size = /[MB]$/.test(upper) ? 'parameters' : null
    const named = money ? '$' : (last?.unit ?? plain?.unit ?? noun?.unit ?? size)
    return {
      start,
      end: top + (last?.length ?? noun?.adjacent ?? 0),
      values: simple([[raw, low, high]], named, 'range'),
      kind: money ? 'efficiency' : (last?.kind ?? plain?.kind ?? (size && !noun ? 'scale' : undefined)),
      form: last || plain || money || (size && !noun) ? 'unit' : noun ? 'noun' : 'bare',
    }
  }

  const raw = sentence.slice(rawStart, end)
  const magnitude = new RegExp(`${MAGNITUDE}$`, 'u').test(numeral)
  if (numeral.includes('/'))
    return { start, end, values: simple([[raw, first]], 'fraction', cue), kind: 'setting', form: 'unit' }
  if (money) return { start, end, values: simple([[raw, first]], '$', cue), kind: 'efficiency', form: 'unit' }
  if (
    unit &&
    spelled &&
    !magnitude &&
    (unit.unit === 'points' || /^-/.test(ahead(end))) &&
    !/^-(?:month|year|week|day|hour|minute)/.test(ahead(end))
  )
    unit = undefined
  const cards = unit?.unit === 'x' ? HARDWARE.exec(ahead(end + unit.length).trimStart())?.[0] : undefined
  if (unit && cards)
    return {
      start,
      end: end + unit.length + 1 + cards.length,
      values: simple([[raw, first]], 'GPUs', cue),
      kind: 'scale',
      form: 'noun',
    }
  if (unit) {
    if (spelled && !magnitude && numberOf(numeral) === 1 && unit.unit !== 'x') return undefined
    const bound = /^(?: or (?:more|better|higher|greater|older)|\+)/.test(ahead(end + unit.length)) ? 'at_least' : cue
    return {
      start,
      end: end + unit.length,
      values: simple([[raw, first]], unit.unit, bound),
      kind: unit.kind,
      form: 'unit',
    }
  }
  if (/^\p{L}/u.test(ahead(end)) || (isYear(numeral) && !magnitude)) return undefined
  const listed = countedNoun(ahead(end))
  const noun = /\.\d+$/.test(numeral) && !listed?.adjacent ? undefined : listed
  if (/[KMB]$/.test(numeral) && (!noun || (/[MB]$/.test(numeral) && MODEL.test(ahead(end)))))
    return { start, end, values: simple([[raw, first]], 'parameters', cue), kind: 'scale', form: 'magnitude' }
  if (spelled && !magnitude) {
    if (!noun || !countsFindings(before, ahead(end), numberOf(numeral), noun.unit)) return undefined
    return {
      start,
      end: end + noun.adjacent,
      values: simple([[raw, first]], noun.unit, cue === 'over' ? 'exact' : cue),
      form: 'word',
    }
  }
  return {
    start,
    end: end + (noun?.adjacent ?? 0),
    values: simple([[raw, first]], noun?.unit ?? null, cue),
    form: noun ? 'noun' : magnitude ? 'magnitude' : 'bare',
  }
}

/** The bound said by the words or the glyph that end a text. */
export function boundBefore(before: string): Bound {
  return BOUNDS.find(({ pattern }) => pattern.test(before))?.bound ?? 'exact'
}

export function unitAfter(after: string): { unit: string; kind?: Kind; length: number } | undefined {
  const match = UNIT.exec(after)
  if (!match) return undefined
  const row = UNITS[match.slice(1).findIndex((group) => group !== undefined)]
  if (!row) return undefined
  const printed = match.slice(1).find((group) => group !== undefined) ?? ''
  return { unit: row.unit || printed, length: match[0].length, ...(row.kind && { kind: row.kind }) }
}

function moneyBefore(before: string, after: string): string | undefined {
  const sign = MONEY.exec(before)?.[0]
  return sign && !/^[^\s.,;)]{0,12}\$/.test(after) ? sign : undefined
}

function isYear(numeral: string): boolean {
  return /^(?:19[5-9]|20[0-4])\d$/.test(numeral)
}

function isInterval(before: string, joint: string, numeral: string): boolean {
  if (joint === 'and') return /\bbetween\s*\S{0,3}$/i.test(before)
  if (joint !== 'to') return true
  if (/\b(?:rang|span|vary|varies|varied|anywhere)\w*\b[^.;]{0,40}$/i.test(before)) return true
  return !/\bfrom\s*\S{0,3}$/i.test(before) || /[KMBT]$/.test(numeral)
}

/** Names of metrics that may stand right before a score. */
export const METRIC_NAME =
  /(?:^|[\s(])(?:HR|OR|RR|CI|RMSE|MAE|MSE|AUC|AUROC|F1|FID|[gr]FID|PSNR|SSIM|BLEU|ROUGE|IoU|mIoU|mAP|AP|NDCG|WER|CER|EER|ACC|IQR|SD)\s$/

function isPartOfName(before: string, after: string, numeral: string): boolean {
  const spelled = /^\p{L}/u.test(numeral)
  if (spelled) return /[\p{L}\d][-–/]$/u.test(before) || /[A-Z]/.test(numeral.slice(1))
  if (
    /(?:[\p{L}\d_)\]}][-–−.:]|[\p{L}_)\]}]\/|[\^@#’'_&]|\^\{|_\{|\[)$/u.test(before) &&
    !/(?:CI|interval)\W{0,4}$/.test(before)
  )
    return true
  const unitless = !unitAfter(after)
  if (/^[_^@]|^(?:st|nd|rd|th)\b|^-?[dD]\b/.test(after)) return true
  if (unitless && /^-?[A-Z]{1,2}[\da-z-]/.test(after)) return true
  if (/[A-Z]-\d+=$/.test(before)) return true
  if (/^[-/][A-Z]+-?\d/.test(after)) return true
  if (/^\.\d/.test(after)) return true
  // Enumerators: "(1)", "1)", "[3]".
  if (/^\d{1,2}$/.test(numeral) && /^[)\]]/.test(after) && /(?:^|[\s(])$/.test(before) && !/[=<>]\s?$/.test(before))
    return !/\w\s\($/.test(before) || /^\d$/.test(numeral)
  // "Llama 2", "Mamba 2.8B", "Figure 3": beside a name.
  if (
    unitless &&
    /(?:Fig\.|Table|Figure|Section|Sec\.|Eq\.|Phase|Part|Level|Type|Grade|Appendix|Chapter|version|Version|v\.?|layer|step|stage|top|Top|No\.)[\s~]$/.test(
      before,
    )
  )
    return true
  if (/[KMB]$/.test(numeral) || unitless)
    return (
      /(?:\p{L}*\p{Lu}[\p{L}\d.]*\p{L}[\p{L}\d.-]*|\p{Lu}[\p{L}]*(?:-[\d.]+)?)[ ~]$/u.test(before) &&
      !METRIC_NAME.test(before) &&
      !/(?:^|[.!?:]\s)\p{Lu}\p{Ll}+ $/u.test(before)
    )
  return false
}

/** Whether a short quoted phrase ("10 dollars per kilo") holds the number. */
function isExample(before: string, after: string): boolean {
  return /(?:^|[\s(])["“](?! )[^"“”]{0,30}$/.test(before) && /^[^"“”.]{1,40}["”]/.test(after)
}

const MODEL = /^[\s-](?:[a-z-]+\s){0,2}(?:models?|L?LMs?|networks?|transformers?)\b/i
const NOT_COUNTED =
  /^(?:stages?|phases?|modes?|ways?|perspectives?|challenges|parts|steps|aspects|modules|components|branches|sides|fronts|folds|problems|ends|ones|levels|terms|views|halves)$/

function countsFindings(before: string, after: string, value: number, unit: string): boolean {
  if (value === 1 || /^(?:-| or more\b| or\b)/.test(after)) return false
  if (/\b(?:these|those|the|both|its|their|our|all|such|into|of)\s$/i.test(before) && !/\b(?:all|of)\s$/i.test(before))
    return false
  return !NOT_COUNTED.test(unit.split(' ').at(-1) ?? '')
}

const ADJECTIVE =
  /(?:^(?:new|novel|key|main|major|diverse|different|distinct|common|public|popular|standard|most|more|widely|used|real|large|small|big|open|other|such|additional|recent|advanced|discrete|leading|strong|human|challenging|total|separate|independent|of|the|and|state-of-the-art)$|(?:ive|ous|ed|ant|ent|ly|able|ible|less|ful|wise|ary|icant)$|(?:^|[a-z])(?:modal|lingual|typical|clinical|medical|empirical|practical|critical|additional|essential|potential|crucial)$)/i
const PLURAL =
  /^(?:[\p{L}\d][\p{L}\d-]*(?:[^\Wsui]|[aeo]u)s|[\p{L}-]*(?:people|children|men|women|criteria|phenomena|species|mice|testes|analyses|hypotheses|diagnoses|indices|corpora|GPUs))$/u
const NOT_NOUN =
  /^(?:is|was|has|as|this|its|does|versus|vs|and|or|to|by|in|on|with|for|from|at|than|that|which|using|while|when|but|via|per|respectively|across|towards|compared|under|over|achieves|outperforms|shows|uses|improves|reduces|yields|requires|exceeds|plus|thus|less|times|the|an?|we|it)$/i
const HARDWARE = /^(?:NVIDIA )?(?:[AVHTPBL]\d{2,3}s?|RTX \d+s?|[GT]PUs?)(?:[ -]?(?:GPUs?|cards))?(?![\p{L}\d])/u

/** The plural a number counts: its whole name as unit, and how much of it adjoins the number (0 when words stand between). */
function countedNoun(after: string): { unit: string; adjacent: number } | undefined {
  const gap = /^[\s-]/.exec(after)?.[0]
  if (!gap) return undefined
  const rest = after.slice(1)
  const hardware = HARDWARE.exec(rest)?.[0]
  if (hardware) return { unit: 'GPUs', adjacent: 1 + hardware.length }
  if (gap === '-') {
    const attached = /^[a-z]{3,}/.exec(rest)?.[0]
    if (!attached) return undefined
    const unit = attached === 'dimensional' ? 'dimensions' : attached.endsWith('s') ? attached : `${attached}s`
    return { unit, adjacent: 1 + attached.length }
  }
  const words: string[] = []
  for (const [, token = '', mark = ''] of rest.matchAll(/([^\s,;.:()]+)([,;.:()]*)/gu)) {
    const word = token.replace(/-{2,}.*$/, '')
    if (NOT_NOUN.test(word) && !/^(?:and)$/.test(word)) return undefined
    words.push(word)
    if (PLURAL.test(word)) {
      const name: string[] = []
      for (const part of [...words].reverse()) {
        if (name.length > 0 && (ADJECTIVE.test(part) || part.toLowerCase() in WORDS)) break
        name.unshift(part)
      }
      return { unit: name.join(' '), adjacent: words.length === 1 ? 1 + word.length : 0 }
    }
    if (mark || words.length === 5 || /\d/.test(word)) return undefined
  }
  return undefined
}

/** The number a numeral means, magnitude words expanded. */
function numberOf(numeral: string): number {
  const magnitude = new RegExp(`${MAGNITUDE}$`, 'u').exec(numeral)?.[0] ?? ''
  const scale = MAGNITUDES[magnitude.replace(/^[ -]/, '').toLowerCase()] ?? 1
  const bare = numeral
    .slice(0, numeral.length - magnitude.length)
    .replaceAll(',', '')
    .replaceAll(/[−–]/g, '-')
  const [tens, ones] = bare.toLowerCase().split('-')
  const word = WORDS[tens ?? ''] === undefined ? undefined : (WORDS[tens ?? ''] ?? 0) + (WORDS[ones ?? ''] ?? 0)
  if (word !== undefined) return word * scale
  const fraction = /^(\d+)\/(\d+)$/.exec(bare)
  if (fraction) return Number(fraction[1]) / Number(fraction[2])
  const power = /^(?:(.*?)\s?(?:\\times|×|x)\s?)?10\s?\^\s?\{?([-+]?\d+)\}?$/.exec(bare)
  if (power) return Number(`${power[1] ?? 1}e${power[2]}`)
  return Number((Number(bare) * scale).toPrecision(15))
}
