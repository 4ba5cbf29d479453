import type { Kind } from './claim.ts'
import type { Quantity } from './quantity.ts'

/** What the rules look at: the number's unit and value and the words around it. */
interface Context {
  unit: string | null
  value: number
  values: number
  form: Quantity['form']
  /** The unit's own kind, by the table of units. */
  own: Kind | undefined
  /** The whole quantity, and its numeral, as printed. */
  quote: string
  raw: string
  signed: boolean
  /** Up to 80 characters before and behind. */
  before: string
  after: string
  /** The same, as far as the clause goes. */
  clauseBefore: string
  clauseAfter: string
}

interface KindRow {
  kind: Kind
  /** True when the rule holds for the number. */
  when(context: Context): boolean
  /** A sentence whose first claim is of this kind by this rule. */
  example: string
}

const REACH = 80
const RATIOS = new Set<string | null>(['%', 'x', 'fraction', 'orders of magnitude', 'pp', 'points'])
const TIMES = new Set<string | null>(['s', 'ms', 'min', 'h', 'days', 'weeks', 'months', 'years', 'GPU hours'])
const BYTES = new Set<string | null>(['KB', 'MB', 'GB', 'TB'])

const SPEED =
  /\b(?:fast(?:er)?|slower|speed\w*|latenc\w+|throughput|accelerat\w*|converge\w*|inference times?|runtimes?|run-time|running time|response time|makespan|time to first token|quick\w*|GOPS|tokens per second)\b/i
const EFFICIENCY =
  /\b(?:memory|[TG]?FLOPs|MACs|storage|compress\w*|KV[- ]cache|GPU[- ]hours?|(?:sequence|reasoning|conversation|output|context|response|token) lengths?|sequence reduction|token (?:sequence|reduction|count|usage)\w*|tokens|(?<!parameter-)(?<!un)efficien\w*|costs?(?! an?\b)|budgets?|comput(?:e|ation|ational(?:ly)?|ing)|energy|power|footprint|training time|parameters|model sizes?|area|bandwidth|communication|overheads?|annotations?|labell?ed data|CPU usage|smaller|less data|of the (?:training )?data|data efficiency|sparsity)\b/i
const QUALITY =
  /\b(?:accurac\w+|performance|scores?|F1|BLEU|ROUGE|quality|success rates?|recall|precision|m?AP|mIoU|errors?|perplexity|FID|AUC|AUROC|PSNR|correlation|win rates?|robustness|generalization)\b/i
/** What is compared with something: said right behind the number or right before it. */
const DELTA_AFTER =
  /^(?! or (?:more|less|better|higher|lower)\b)[\s*$)]{0,3}(?:[↑↓]|(?:(?:\((?:absolute|relative)\)|absolute|relative|average|mean|overall|additional|further|performance|accuracy|\w[\w@-]*)[\s-]){0,3}?(?:improvements?|gains?|increas\w+|boosts?|uplifts?|drops?|reductions?|decreas\w+|degradation|declines?|loss(?:es)?|lower|higher|better|worse|less|fewer|more|greater|smaller|larger|shorter|longer|cheaper|savings?|margins?|advantage|over (?:the|its|our|previous|prior|existing|state|strong|[\w-]+ ?baselines?))\b)/i
const DELTA_BEFORE =
  /\b(?:by(?: an? (?:average|factor|margin|(?:large|wide|significant) margin)(?: of)?)?|(?:improv\w*|gains?|boosts?|increas\w*|reductions?|decreas\w*|drops?|margins?|differences?|gaps?|sav\w*|uplift|advantages?|degradations?|declines?)(?: \([^)]*\))?(?: of| in (?:the )?range of| in [\w\s-]{1,30} of| up to| by|:)?)[\s(]*(?:up ?to|an average of|average|at least|at most|about|approximately|around|over|more than|less than|below|nearly|almost|roughly|only|just|an additional|a further|another|as much as|~|\\sim|[<>≤≥])?[\s(${]*$/i

const PEOPLE =
  /(?:^|\s)(?:\S*(?:patients|participants|subjects|respondents|volunteers|adults|children|women|men|people|individuals|persons|students|users|speakers|annotators|workers|experts|clinicians|physicians|radiologists|therapists|drivers|players|teachers|authors|writers|teams|households|populations|cohorts|crowdworkers|raters|readers|customers))$/i
const DATA =
  /(?:^|\s)\S*(?:sessions|samples|images|videos|words|sentences|documents|articles|papers|chips|GPUs|parameters|tokens|examples|pairs|records|charts|trades|questions|conversations|hours|scans|admissions|encounters|cases|instances|entries|clips|frames|queries|supercomputers|triples|triplets|annotations|points|nodes|edges|simulations|experiments|agents|trajectories|utterances|dialogues|posts|tweets|reviews|recordings|reports|segments|objects|scenes|episodes|demonstrations|prompts|problems|pages|files|recipes|genes|proteins|molecules|materials|cells|sequences|reads|events|transactions|items|sites|studies|vertices|faces|masks|boxes|identities|interactions|responses|labels)$/i
const SETTINGS =
  /(?:^|\s)\S*(?:resolutions|layers|dimensions|epochs|steps|iterations|neurons|heads|units|bits|channels|shots|batches|ways|degrees|experts per token|bins|folds|qubits|electrodes|antennas|antennae)$/i
const COUNTS =
  /(?:^|\s)(?:\S*(?:languages|models|datasets|benchmarks|tasks|domains|baselines|metrics|categories|classes|methods|LLMs|use cases|research questions|key questions|findings|contributions))$/i
/** Hours by the hundred are data, whatever they hold: "1,000 hours of assessments". */
const HOURS_OF_DATA = 50
const TIMES_OF_DATA =
  /^\s*(?:of|worth of)\s(?:[\w-]+\s){0,4}?(?:video|audio|speech|data|recordings?|footage|music|conversations?|driving|gameplay|EEG|movies|broadcasts?|interviews)\b/i
const HORIZON_AFTER =
  /^[\s-](?:[\w-]+\s){0,2}?(?:a day|a week|horizons?|forecast\w*|ahead|windows?|intervals?|resolution|period|follow-?up|in advance|beforehand|old)\b/i
const HORIZON_BEFORE =
  /\b(?:every|horizons?|windows?|intervals?|period|aged?|ages|older than|younger than)\s(?:of\s)?$/i
/** Smallest count of things that is a sample and not a handful of cases. */
const SAMPLE = 10
const LARGE = 300

/** The rules in order; the first that holds decides. */
export const KIND_RULES: readonly KindRow[] = [
  {
    kind: 'setting',
    when: ({ unit, after }) => unit === '%' && /^\s*(?:CI\b|confidence|credible)/i.test(after),
    example: 'It is 4 (95% CI 3-5).',
  },
  {
    kind: 'result',
    when: ({ before, values }) => values > 1 && /\bn\s*=\s*$/i.test(before),
    example: 'Some improved (n=3 of 64).',
  },
  { kind: 'scale', when: ({ before }) => /\bn\s*=\s*$/i.test(before), example: 'Patients (n = 120) came.' },
  {
    kind: 'setting',
    when: ({ unit, before, form }) =>
      /\b(?:aged?|ages|older|younger|young|old|follow-?up|period)\b[^.;]{0,25}$/i.test(before) &&
      (/^(?:years|months|weeks|days)$/.test(unit ?? '') || (unit === null && form === 'bare')),
    example: 'Children aged 3 years came.',
  },
  {
    kind: 'setting',
    when: ({ before, after }) =>
      /\bp\s*$/i.test(before) && /^\W{0,2}(?:was |were )?(?:considered|indicat|regarded|deemed)/i.test(after),
    example: 'Here p <0.05 was considered significant.',
  },
  {
    kind: 'setting',
    when: ({ unit, before, after }) =>
      unit === '$' && /\b(?:incomes?|stakes?|capital|thresholds?)\b/i.test(before + after.slice(0, 30)),
    example: 'An income below $300 a year.',
  },
  {
    kind: 'result',
    when: ({ unit, before, after }) => unit === 'x' && /\b(?:odds|risk|likely)\b/.test(before + after),
    example: 'They are 3 times as likely to fall.',
  },
  {
    kind: 'result',
    when: ({ unit, raw, before, after }) =>
      unit === 'fraction' && /\d/.test(raw) && (/^ of\b/.test(after) || /[a-z] \($/.test(before)),
    example: 'About 3/4 of the pairs match.',
  },
  {
    kind: 'efficiency',
    when: ({ unit, raw, clauseAfter }) =>
      unit === 'fraction' && /\d/.test(raw) && EFFICIENCY.test(clauseAfter.slice(0, 40)),
    example: 'It needs only 1/50 model size.',
  },
  { kind: 'setting', when: ({ unit, raw }) => unit === 'fraction' && /\d/.test(raw), example: 'We keep 1/4 there.' },
  // Times.
  {
    kind: 'scale',
    when: ({ unit, value, after }) =>
      (TIMES.has(unit) && TIMES_OF_DATA.test(after)) ||
      (unit === 'h' && value >= HOURS_OF_DATA && /^\s*of\s(?!training|comput|GPU|inference|work)/i.test(after)),
    example: 'It holds 43 hours of video.',
  },
  {
    kind: 'setting',
    when: ({ unit, before, after }) => TIMES.has(unit) && (HORIZON_AFTER.test(after) || HORIZON_BEFORE.test(before)),
    example: 'It makes a 120-hour forecast.',
  },
  {
    kind: 'efficiency',
    when: ({ unit, before, after }) =>
      TIMES.has(unit) && /\b(?:train|GPU|fine-?tun)/i.test(before.slice(-30) + after.slice(0, 25)),
    example: 'It is trained in 48 hours.',
  },
  // Sizes with units of their own.
  {
    kind: 'setting',
    when: ({ unit, before, after }) =>
      (unit === 'parameters' || unit === 'tokens') &&
      /\b(?:contexts?|vocabular\w+|windows?|scaling to|lengths?|extrapolat\w+)\b/i.test(
        before.slice(-25) + after.slice(0, 30),
      ),
    example: 'A context of 128K tokens.',
  },
  { kind: 'scale', when: ({ unit }) => unit === 'parameters' || unit === 'tokens', example: 'It sees 400B tokens.' },
  {
    kind: 'setting',
    when: ({ unit, before }) =>
      unit === null &&
      /\b(?:sizes?|resolutions?|lengths?|Re|windows?|contexts?)\s(?:of\s|ranging from\s|up to\s)?$/i.test(before),
    example: 'With a batch size of 32 it runs.',
  },
  {
    kind: 'scale',
    when: ({ unit, before }) => BYTES.has(unit) && /\bmodel has a size of\s$/i.test(before),
    example: 'The model has a size of 1.267 KB.',
  },
  {
    kind: 'scale',
    when: ({ unit, before, after }) =>
      BYTES.has(unit) && /\b(?:dataset|data set|corpus|collection)\b/i.test(before.slice(-30) + after.slice(0, 25)),
    example: 'A corpus of 800 GB is used.',
  },
  {
    kind: 'speed',
    when: ({ unit, before, after }) =>
      /^[kM]?Hz$/.test(unit ?? '') &&
      /\b(?:real-time|runs?|running|reach\w*|operates?|operating)\b/i.test(before + after),
    example: 'It runs in real time at 30 Hz.',
  },
  {
    kind: 'setting',
    when: ({ unit, raw, value, before, after }) =>
      unit === null &&
      /K$/.test(raw) &&
      value <= 1e6 &&
      /\b(?:contexts?|lengths?|windows?|long-context)\b/i.test(before + after),
    example: 'With context lengths from 8K on it works.',
  },
  // Ratios, points and bare scores.
  {
    kind: 'comparison',
    when: (c) =>
      c.signed &&
      (c.unit === null ||
        c.unit === 'points' ||
        c.unit === 'dB' ||
        (c.unit === '%' && !/^(?:speed|efficiency)$/.test(topic(c) ?? ''))),
    example: 'It gains in pose (+4 mAP) there.',
  },
  { kind: 'speed', when: (c) => isRatio(c) && isDelta(c) && topic(c) === 'speed', example: 'It is 20times faster.' },
  {
    kind: 'efficiency',
    when: (c) => isRatio(c) && isDelta(c) && topic(c) === 'efficiency',
    example: 'It has a 40% memory reduction.',
  },
  {
    kind: 'comparison',
    when: (c) => (isDelta(c) && (c.unit === '%' || c.unit === 'fraction' || c.unit === null)) || isMeasuredDelta(c),
    example: 'It improves by 4%.',
  },
  {
    kind: 'comparison',
    when: ({ unit }) => unit === 'pp' || unit === 'points',
    example: 'It is 10.4 percentage points up.',
  },
  {
    kind: 'efficiency',
    when: (c) => isFactor(c) && topic(c) === 'efficiency',
    example: 'It has 4times memory reduction.',
  },
  {
    kind: 'comparison',
    when: (c) => isFactor(c) && isDelta(c) && topic(c) === 'quality',
    example: 'It has 4x lower errors there.',
  },
  {
    kind: 'comparison',
    when: (c) =>
      isFactor(c) &&
      topic(c) !== 'speed' &&
      /\b(?:improv\w*|gains?|better|higher|larger|longer|wider|increas\w*)\b/i.test(c.clauseAfter.slice(0, 40)),
    example: 'It is 3x better there.',
  },
  {
    kind: 'efficiency',
    when: (c) =>
      isFactor(c) && /^\s(?:reduction|compression|smaller|less|fewer|savings?|cheaper)\b/i.test(c.clauseAfter),
    example: 'It has a 2000x reduction.',
  },
  {
    kind: 'speed',
    when: (c) =>
      isFactor(c) && (SPEED.test(c.before.slice(-40) + c.quote + c.after.slice(0, 40)) || /fold$/.test(c.raw)),
    example: 'Its latency is better, by 3x.',
  },
  {
    kind: 'efficiency',
    when: ({ unit, clauseAfter, clauseBefore }) =>
      (unit === '%' || unit === 'fraction') &&
      (startsWith(EFFICIENCY, clauseAfter) || /\bcompression (?:ratio|rate)s? of\s[\s\w]{0,10}$/i.test(clauseBefore)),
    example: 'It uses 5% of the parameters.',
  },
  {
    kind: 'setting',
    when: ({ unit, clauseAfter }) =>
      unit === '%' && /^\s(?:heavy hitters|dropout|threshold|noise|mask\w*|of noise)\b/i.test(clauseAfter),
    example: 'With 20% dropout it works.',
  },
  {
    kind: 'result',
    when: (c) => isFactor(c) || c.unit === '%' || c.unit === 'fraction',
    example: 'The score is 81.4% there.',
  },
  // Physical measures: what was found, or what was set.
  {
    kind: 'result',
    when: (c) =>
      (isMeasure(c) || (c.unit === 'px' && c.values === 1)) &&
      /\b(?:achiev\w*|median|mean|averages?|errors?|accuracy|reach\w*|obtain\w*|yield\w*|generate\w*|estimation|deviation)\b/i.test(
        c.clauseBefore,
      ),
    example: 'It achieves a median distance of 23.6 km.',
  },
]

/** Between two members of a list: "by 5.6% and 9.8%", "14.30% on A, and 3.02% on B". */
const JOINT = /^\W{0,3}(?:(?:on|in|for|at|with)\s[\w\s/-]{1,40}?)?,?\s*(?:(?:and|or|,|to)\s*)?(?:by |of |up to |a )*$/i

/** The kinds of a sentence's quantities, in order. What a list's first member is holds for those that say nothing else. */
export function kindsOf(sentence: string, quantities: readonly Quantity[]): Kind[] {
  const kinds: Kind[] = []
  for (const [at, quantity] of quantities.entries()) {
    const context = contextOf(sentence, quantity)
    const own = KIND_RULES.find(({ when }) => when(context))?.kind ?? context.own ?? countedKind(context)
    const left = quantities[at - 1]
    const isMember =
      left !== undefined &&
      left.values[0]?.unit === context.unit &&
      quantity.start - left.end < 50 &&
      JOINT.test(sentence.slice(left.end, quantity.start))
    const inherited = isMember && own === 'result' && !isTarget(context) ? kinds[at - 1] : undefined
    kinds.push(inherited ?? own)
  }
  return kinds
}

/** "from 71% to 85%": what is reached is a result, whatever the way there was. */
function isTarget({ before }: Context): boolean {
  return /\bto\s\S{0,2}$/.test(before)
}

/** A number's kind by what it counts: people and data make a sample, languages and models a count. */
function countedKind({ unit, value, form }: Context): Kind {
  const noun = unit ?? ''
  if (noun && SETTINGS.test(noun)) return 'setting'
  if (PEOPLE.test(noun)) return 'scale'
  if (COUNTS.test(noun) && value < LARGE) return 'count'
  if (DATA.test(noun)) return value >= SAMPLE ? 'scale' : 'count'
  if (form === 'magnitude' || form === 'vague') return 'scale'
  if (form === 'noun' || form === 'word') return value >= LARGE && !COUNTS.test(noun) ? 'scale' : 'count'
  return 'result'
}

function contextOf(sentence: string, { start, end, values, kind, form }: Quantity): Context {
  const before = sentence.slice(Math.max(0, start - REACH), start)
  const after = sentence.slice(end, end + REACH)
  const [first] = values
  return {
    unit: first?.unit ?? null,
    value: first?.value ?? 0,
    values: values.length,
    form,
    own: kind,
    quote: sentence.slice(start, end),
    raw: first?.raw ?? '',
    signed: /^[+]/.test(first?.raw ?? ''),
    before,
    after,
    clauseBefore: before.split(/[;(]|\b(?:while|whereas|but)\b/).at(-1) ?? '',
    clauseAfter: after.split(/[,;)]|\s[~$<>]?\d|\band\b|\b(?:while|whereas|but|with)\b/)[0] ?? '',
  }
}

function isRatio({ unit }: Context): boolean {
  return RATIOS.has(unit) && unit !== 'points' && unit !== 'pp'
}

function isFactor({ unit }: Context): boolean {
  return unit === 'x' || unit === 'orders of magnitude'
}

/** A physical measure: its kind by the table of units is only a guess. */
function isMeasure({ own, unit }: Context): boolean {
  return own === 'setting' && unit !== null && !TIMES.has(unit) && !SETTINGS.test(unit) && unit !== 'px'
}

/** A physical measure that says how much more or less: "a gain of 1.75 dB", "2 km shorter". */
function isMeasuredDelta(context: Context): boolean {
  const { clauseAfter, clauseBefore } = context
  if (!isMeasure(context)) return false
  return (
    /^\s?(?:higher|lower|better|worse|less|more|improvements?|gains?)\b/i.test(clauseAfter) ||
    /\b(?:gains?|improvements?|differences?|margins?) of (?:up ?to |about |over )?$/i.test(clauseBefore)
  )
}

/** Whether the number says how much more or less, or how many times. */
function isDelta(context: Context): boolean {
  const { clauseAfter, clauseBefore } = context
  if (isFactor(context) && startsWith(SPEED, clauseAfter)) return true
  if (startsWith(DELTA_AFTER, clauseAfter) || startsWith(SPEED_ADVERB, clauseAfter)) return true
  return DELTA_BEFORE.test(clauseBefore)
}

const SPEED_ADVERB = /\b(?:faster|slower)\b/i
/** How far behind the number a word may begin to be said of it: two or three words. */
const NEAR = 24

function startsWith(pattern: RegExp, text: string): boolean {
  return (pattern.exec(text)?.index ?? Number.POSITIVE_INFINITY) <= NEAR
}

/**
 * What the number is about: the nearest word for speed, for efficiency or for quality. Where what is compared is said
 * behind it ("1.6% average accuracy drop"), only that counts; else what precedes it does as well, a little less.
 */
function topic(context: Context): 'speed' | 'efficiency' | 'quality' | undefined {
  const { clauseAfter, clauseBefore } = context
  const behind = /^\s*(?:across|at|under|over|within|when|during|while)\b/.test(clauseAfter) ? '' : clauseAfter
  const isSaidBehind =
    DELTA_AFTER.test(clauseAfter) && /\b(?:in|of|drop|loss|accuracy|performance)\b/i.test(clauseAfter)
  // Measured on the development claims: words up to about eight characters farther behind still belong to the number.
  const penalty = 8
  const lead = clauseBefore.split(',').at(-1) ?? ''
  const distance = (pattern: RegExp) => {
    const after = pattern.exec(behind)?.index ?? Number.POSITIVE_INFINITY
    const last = isSaidBehind ? undefined : [...lead.matchAll(new RegExp(pattern, 'gi'))].at(-1)
    const ahead = last ? lead.length - last.index - last[0].length + penalty : Number.POSITIVE_INFINITY
    return Math.min(after, ahead)
  }
  const topics = [
    { topic: 'speed', distance: distance(SPEED) },
    { topic: 'efficiency', distance: distance(EFFICIENCY) },
    { topic: 'quality', distance: distance(QUALITY) },
  ] as const
  const [nearest] = topics.toSorted((a, b) => a.distance - b.distance)
  return nearest && nearest.distance < Number.POSITIVE_INFINITY ? nearest.topic : undefined
}
