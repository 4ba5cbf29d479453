import type { Bound, Kind } from './claim.ts'

// The notations that numbers come in, one row each with its example, which is its test.

interface UnitRow {
  pattern: string
  unit: string
  kind?: Kind
  example: string
}

/** One row a unit: what follows the number, the unit it means, what such a number is mostly about. */
export const UNITS: readonly UnitRow[] = [
  {
    pattern: '(?:percentage[ -]points?\\b|pp\\b|p\\.p\\.)',
    unit: 'pp',
    kind: 'comparison',
    example: '10.4 percentage points',
  },
  { pattern: '(?:\\\\?[%％]|percent\\b|per cent\\b)', unit: '%', example: '88.5\\%' },
  {
    pattern: '(?:times(?![a-z])|fold\\b(?![ -](?:cross|CV))|[x×X](?![\\p{L}\\d])|\\$\\\\times\\$|\\\\times(?![a-z]))',
    unit: 'x',
    kind: 'speed',
    example: '1.3times',
  },
  { pattern: 'orders? of magnitude\\b', unit: 'orders of magnitude', example: '2 orders of magnitude' },
  { pattern: '(?:ms|msecs?|milliseconds?)\\b', unit: 'ms', kind: 'speed', example: '64ms' },
  {
    pattern: '(?:fps|FPS|frames (?:per|a) second|frames/s(?:ec)?)\\b',
    unit: 'fps',
    kind: 'speed',
    example: '705 frames per second',
  },
  {
    pattern: '(?:tokens (?:per|a) second|tokens/s(?:ec)?)\\b',
    unit: 'tokens/s',
    kind: 'speed',
    example: '40 tokens/s',
  },
  { pattern: '(?:s|secs?|seconds?(?! (?:place|order|stage|best)))\\b', unit: 's', kind: 'speed', example: '3 seconds' },
  { pattern: '(?:mins?|minutes?)\\b', unit: 'min', kind: 'efficiency', example: '15 minutes' },
  {
    pattern: '(?:GPU|TPU|A100|H100|V100)[ -](?:hours?|days?)\\b',
    unit: 'GPU hours',
    kind: 'efficiency',
    example: '96 GPU hours',
  },
  { pattern: '(?:h|hrs?|hours?)\\b', unit: 'h', kind: 'efficiency', example: '12 hours' },
  { pattern: 'days?\\b', unit: 'days', kind: 'setting', example: '3 days' },
  { pattern: 'weeks?\\b', unit: 'weeks', kind: 'setting', example: '6 weeks' },
  { pattern: 'months?\\b', unit: 'months', kind: 'setting', example: '25 months' },
  { pattern: 'years?(?:[ -]old)?\\b', unit: 'years', kind: 'setting', example: '5 years' },
  { pattern: '(?:KB|kB|kilobytes?)\\b', unit: 'KB', kind: 'efficiency', example: '3.9KB' },
  { pattern: '(?:MB|MiB|megabytes?)\\b', unit: 'MB', kind: 'efficiency', example: '<2MB' },
  { pattern: '(?:GB|GiB|gigabytes?)\\b', unit: 'GB', kind: 'efficiency', example: '24 GB' },
  { pattern: '(?:TB|terabytes?)\\b', unit: 'TB', kind: 'scale', example: '2 TB' },
  { pattern: '[KMGTP]?(?:FLOPs?|FLOPS|MACs|MOps|Ops)\\b(?:/s)?', unit: '', kind: 'efficiency', example: '4.5 GFLOPs' },
  { pattern: '[kMG]?W\\b', unit: '', kind: 'efficiency', example: '300 MW' },
  { pattern: '[kmM]?(?:Wh|J)\\b', unit: '', kind: 'efficiency', example: '40 kWh' },
  { pattern: '[kMGT]?eV\\b', unit: '', kind: 'result', example: '13.6 eV' },
  { pattern: '[kMG]?Hz\\b', unit: '', kind: 'setting', example: '220 Hz' },
  {
    pattern: '(?:m|µ|μ|n)?(?:g|mol|M|L|l|U|IU)/(?:k?g|d?[lL]|m[lL]|day)(?![\\p{L}\\d])',
    unit: '',
    kind: 'setting',
    example: '100 mg/dl',
  },
  {
    pattern:
      '(?:mg|kg|µg|μg|mm|cm|km|nm|µm|μm|mL|ml|mmHg|m|mV|kV|dB|Gy|bpm|bpd|mT|mN|kN|N|T|GOPS|DPI|dpi|µW|μW|mW|°C|°|degrees?(?![ -]of[ -]freedom))(?![\\p{L}\\d])',
    unit: '',
    kind: 'setting',
    example: '20 mg',
  },
  { pattern: '\\$?\\\\mu\\$?W(?![\\p{L}\\d])', unit: 'µW', kind: 'efficiency', example: '3.1 $\\mu$W' },
  { pattern: '◦|\\{?\\\\deg\\}?|\\^\\{?\\\\circ\\}?', unit: '°', kind: 'setting', example: '0.25{\\deg}' },
  {
    pattern: 'degrees?[ -]of[ -]freedom\\b',
    unit: 'degrees of freedom',
    kind: 'setting',
    example: '6 degrees of freedom',
  },
  { pattern: '(?:params?|parameters?)\\b', unit: 'parameters', kind: 'scale', example: '7 billion parameters' },
  { pattern: 'tokens?\\b', unit: 'tokens', kind: 'scale', example: '400B tokens' },
  { pattern: 'bits?\\b', unit: 'bits', kind: 'setting', example: '8-bit' },
  { pattern: '(?:px|pixels?)\\b', unit: 'px', kind: 'setting', example: '512 px' },
  { pattern: 'points?\\b', unit: 'points', kind: 'comparison', example: '2.6 points' },
  { pattern: '(?:USD|(?:US )?dollars?)\\b', unit: '$', kind: 'efficiency', example: '50 dollars' },
]

interface BoundRow {
  pattern: RegExp
  bound: Bound
  example: string
}

/** One row a bound: the words or glyphs before the number. */
export const BOUNDS: readonly BoundRow[] = [
  {
    pattern: /(?:\bup ?to|as (?:much|high|many|fast) as|\bat best)(?: an?)?\s*$/i,
    bound: 'up_to',
    example: 'up to 40%',
  },
  {
    pattern: /(?:\bat least|no (?:less|fewer) than|\bminimum of|>=|≥|\\geq?)\s*$/i,
    bound: 'at_least',
    example: 'at least 3',
  },
  { pattern: /(?:\bat most|no more than|\bmaximum of|<=|≤|\\leq?)\s*$/i, bound: 'at_most', example: 'at most 5' },
  {
    pattern:
      /(?:\bover(?: the)?|(?:more|greater|larger|higher|better) than|\bexceed(?:s|ed|ing)?|\babove|\bbeyond|>|\\textgreater)\s*$/i,
    bound: 'over',
    example: 'over 150K',
  },
  {
    pattern: /(?:\bunder|\bbelow|(?:less|fewer|lower|smaller) than|<|\\textless)\s*$/i,
    bound: 'under',
    example: 'less than 2%',
  },
  {
    pattern:
      /(?:\babout|\bapproximately|\bapprox\.|\baround|\bnearly|\balmost|\broughly|\bsome|\border of|[~∼≈]|\{?\\?sim\}?\$?|\\approx\$?)(?: an?)?\s*\$?\s*$/i,
    bound: 'about',
    example: 'about 88.5\\%',
  },
]

/** Number words; those of two parts ("twenty-one") are put together by the reader. */
export const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
/** What the word or the letter behind a number multiplies it by. */
export const MAGNITUDES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  k: 1e3,
  m: 1e6,
  b: 1e9,
  t: 1e12,
  g: 1e9,
}

export interface PhraseRow {
  pattern: string
  value: number
  unit: string | null
  /** How much of the phrase is the numeral; all of it when absent. */
  raw?: RegExp
  /** Words right before it that make it something else. */
  notAfter?: RegExp
  vague?: boolean
  kind?: Kind
  example: string
}

/** Words that are a quantity without a numeral. */
export const PHRASES: readonly PhraseRow[] = [
  { pattern: 'twice(?: as [a-z]+| the| that)', value: 2, unit: 'x', raw: /^twice/i, example: 'twice as fast' },
  { pattern: 'thrice', value: 3, unit: 'x', example: 'thrice' },
  { pattern: 'doubl(?:ed|ing|es(?= (?:the|its|our|their|every|in|over)\\b))', value: 2, unit: 'x', example: 'doubled' },
  { pattern: 'tripl(?:ed|ing|es(?= (?:the|its|our|their|every|in|over)\\b))', value: 3, unit: 'x', example: 'tripled' },
  { pattern: 'quadrupl(?:ed|es|ing)', value: 4, unit: 'x', example: 'quadrupled' },
  { pattern: 'halv(?:ed|es|ing)', value: 0.5, unit: 'x', example: 'halving' },
  { pattern: 'twofold', value: 2, unit: 'x', notAfter: /\b(?:an?|our|the)\s$/i, example: 'twofold' },
  { pattern: 'threefold', value: 3, unit: 'x', example: 'threefold' },
  { pattern: 'fourfold', value: 4, unit: 'x', example: 'fourfold' },
  { pattern: 'fivefold', value: 5, unit: 'x', example: 'fivefold' },
  { pattern: 'tenfold', value: 10, unit: 'x', example: 'tenfold' },
  {
    pattern: 'an order of magnitude',
    value: 1,
    unit: 'orders of magnitude',
    raw: /^an/i,
    example: 'an order of magnitude',
  },
  {
    pattern: 'orders of magnitude',
    value: 1,
    unit: 'orders of magnitude',
    vague: true,
    example: 'orders of magnitude',
  },
  {
    pattern: '(?:one[ -]|a )?half(?= (?:of|the|as|that|a|in|all)\\b|[.,;]|$)',
    value: 0.5,
    unit: 'fraction',
    example: 'half of',
  },
  { pattern: '(?:one|a)[ -]third', value: 1 / 3, unit: 'fraction', example: 'one-third' },
  { pattern: 'two[ -]thirds', value: 2 / 3, unit: 'fraction', example: 'two-thirds' },
  { pattern: '(?:one[ -]|a )quarter', value: 0.25, unit: 'fraction', example: 'a quarter' },
  { pattern: '(?:one|a)[ -]fifth(?= of|[.,;]|$)', value: 0.2, unit: 'fraction', example: 'a fifth of' },
  { pattern: '(?:one|a)[ -]tenth(?= of|[.,;]|$)', value: 0.1, unit: 'fraction', example: 'a tenth of' },
  { pattern: 'three[ -]quarters', value: 0.75, unit: 'fraction', example: 'three-quarters' },
  {
    pattern: 'tens of thousands(?= of|\\b)',
    value: 1e4,
    unit: null,
    vague: true,
    kind: 'scale',
    example: 'tens of thousands of users',
  },
  {
    pattern: 'hundreds of thousands(?= of|\\b)',
    value: 1e5,
    unit: null,
    vague: true,
    kind: 'scale',
    example: 'hundreds of thousands of users',
  },
  {
    pattern: 'tens of millions(?= of|\\b)',
    value: 1e7,
    unit: null,
    vague: true,
    kind: 'scale',
    example: 'tens of millions of users',
  },
  {
    pattern: 'hundreds of millions(?= of|\\b)',
    value: 1e8,
    unit: null,
    vague: true,
    kind: 'scale',
    example: 'hundreds of millions of users',
  },
  { pattern: '(?:10s|tens)(?= of)', value: 10, unit: null, vague: true, example: '10s of seconds' },
  { pattern: 'dozens(?= of)', value: 12, unit: null, vague: true, example: 'dozens of' },
  { pattern: '(?:100s|hundreds)(?= of| or)', value: 100, unit: null, vague: true, example: 'hundreds of' },
  { pattern: '(?:1000s|thousands)(?= of|\\b)', value: 1000, unit: null, vague: true, example: 'thousands of' },
  { pattern: 'millions(?= of|\\b)', value: 1e6, unit: null, vague: true, kind: 'scale', example: 'millions of users' },
  { pattern: 'billions(?= of|\\b)', value: 1e9, unit: null, vague: true, kind: 'scale', example: 'billions of users' },
]

const NUMBER_WORD =
  /^(?:hundred|thousand|million|billion|trillion)s?$|^(?:twice|thrice|half|thirds?|quarters?|tens|dozens?)$|^(?:doubl|tripl|quadrupl|halv)(?:e[sd]?|ing)$|fold$/

/** Whether a word is a number or a part of one: "seven", "million", "twice", "halved". */
export function isNumberWord(word: string): boolean {
  const lower = word.toLowerCase()
  return Object.hasOwn(WORDS, lower) || NUMBER_WORD.test(lower)
}
