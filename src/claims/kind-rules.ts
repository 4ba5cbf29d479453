import type { Kind } from './claim.ts'
import {
  type Context,
  EFFICIENCY,
  isDelta,
  isFactor,
  isMeasure,
  isMeasuredDelta,
  isRatio,
  SPEED,
  startsWith,
  TIMES,
  topic,
} from './kind-context.ts'

interface KindRow {
  kind: Kind
  /** True when the rule holds for the number. */
  when(context: Context): boolean
  /** A sentence whose first claim is of this kind by this rule. */
  example: string
}

const BYTES = new Set<string | null>(['KB', 'MB', 'GB', 'TB'])

/** Hours by the hundred are data, whatever they hold: "1,000 hours of assessments". */
const HOURS_OF_DATA = 50

const TIMES_OF_DATA =
  /^\s*(?:of|worth of)\s(?:[\w-]+\s){0,4}?(?:video|audio|speech|data|recordings?|footage|music|conversations?|driving|gameplay|EEG|movies|broadcasts?|interviews)\b/i

const HORIZON_AFTER =
  /^[\s-](?:[\w-]+\s){0,2}?(?:a day|a week|horizons?|forecast\w*|ahead|windows?|intervals?|resolution|period|follow-?up|in advance|beforehand|old)\b/i

const HORIZON_BEFORE =
  /\b(?:every|horizons?|windows?|intervals?|period|aged?|ages|older than|younger than)\s(?:of\s)?$/i

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
      /\b(?:sizes?|(?<!scope |coreference |entity |conflict |on )resolutions?|lengths?|Re|windows?|contexts?)\s(?:of\s|ranging from\s|up to\s)?$/i.test(
        before,
      ),
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
