import type { Span } from '../papers/paper.ts'
import type { Kind } from './claim.ts'
import type { Quantity } from './quantity.ts'

export type Better = 'higher' | 'lower'

interface MetricRow {
  pattern: string
  better: Better
  /** The kinds of number it measures. */
  about: 'quality' | 'speed' | 'efficiency'
  example: string
}

/** One row a family of metrics: its names, which way is better, what such a number is about. Longer names come first. */
export const METRICS: readonly MetricRow[] = [
  {
    pattern:
      '(?:mean |average |normalized |angular |word |character |equal |position |prediction |classification |test )?error rates?|(?:angular|mean average|position|prediction|estimation|calibration|generalization|reconstruction) errors?',
    better: 'lower',
    about: 'quality',
    example: 'an error rate of 3%',
  },
  {
    pattern:
      '[gr]?FID(?:-\\d+k)?|FVD|KID|perplexity|LPIPS|RMSE|MAE|MSE|WER|CER|EER|Brier score|MPJPE|MPVPE|Abs Rel|Sq Rel|hallucination rates?|(?:test|validation|training) loss|bpd',
    better: 'lower',
    about: 'quality',
    example: 'an FID of 1.35',
  },
  {
    pattern:
      '(?:Recall|Precision|nDCG|NDCG|Hits?|HR|MRR|P|R|MAP|pass|Pass|Acc|acc|top|Top|IoU|AP|AUC|F1|Success)@\\d+(?:\\.\\d+)?|nDCG|NDCG|MRR',
    better: 'higher',
    about: 'quality',
    example: 'an nDCG@10 of 0.52',
  },
  {
    pattern:
      'average precision|f-measure|F-scores?|(?:micro|macro|weighted)?-?F1(?:[ -]?scores?)?|(?:top-\\d |test |zero-shot |classification |overall |mean |average |balanced )?accurac(?:y|ies)|precision|recall|sensitivity|specificity|BLEU(?:-\\d)?|ROUGE(?:-\\w+)?|METEOR|CIDEr|BERTScore|COMET|chrF|PSNR|SSIM|mAP|mIoU|IoU|AU-?ROCs?|AUCs?|Dice(?: scores?)?|GenEval|win rates?|success rates?|true rate|correlation|kappa(?:-values?)?|Spearman|Pearson|EM|exact match|human preference|reward',
    better: 'higher',
    about: 'quality',
    example: 'an accuracy of 81.4%',
  },
  {
    pattern: 'p-values?|hazard ratio|odds ratio',
    better: 'lower',
    about: 'quality',
    example: 'a hazard ratio of 3.15',
  },
  {
    pattern:
      'speed-?ups?|(?:inference |training |generation |decoding |processing )?speed|throughput|frame rates?|FPS|acceleration',
    better: 'higher',
    about: 'speed',
    example: 'a speedup of 3x',
  },
  {
    pattern:
      '(?:inference |end-to-end |decoding |prefill(?:ing)? )?latenc(?:y|ies)|time[- ]to[- ]first[- ]token|TTFT|(?:inference|running|response|generation|processing|computation) times?|runtimes?|run-time',
    better: 'lower',
    about: 'speed',
    example: 'a latency of 64 ms',
  },
  {
    pattern:
      'compression(?: ratios?| rates?)?|sparsity|(?:data|sample|energy|parameter|computational|memory) efficiency',
    better: 'higher',
    about: 'efficiency',
    example: 'a compression ratio of 92%',
  },
  {
    pattern:
      '(?:peak |GPU )?memory(?: usage| footprint| consumption)?|(?:additional )?storage|KV[- ]cache(?: size| memory)?|(?:T|G)?FLOPs|training (?:time|cost)s?|(?:inference |computational |compute |training |annotation )?costs?|computation|energy(?: consumption)?|power(?: consumption)?|area|parameters|model sizes?|GPU[- ]hours|(?:sequence|reasoning|conversation|output) lengths?|bandwidth|overheads?',
    better: 'lower',
    about: 'efficiency',
    example: 'a memory footprint of 2 GB',
  },
]

const METRIC = new RegExp(
  `(?<![\\p{L}\\d@-])(?:${METRICS.map(({ pattern }) => `(${pattern})`).join('|')})(?![\\p{L}\\d@])`,
  'giu',
)
const NEAR = 70
/** The same with room for the longest metric's name. */
const FARTHEST = NEAR + 40
/** What a clause or another number between a metric and a number adds to their distance, in characters. */
const CLAUSE = 20
const OTHER_NUMBER = 30
const LIST = /^\s*(?:,|,?\s*and|\/)\s*$/i
const UNITS_OF_METRICS = new Set<string | null>(['%', 'x', 'pp', 'points', null, 'fraction', 'orders of magnitude'])
const OWN_MEASURE =
  /^(?:ms|s|min|h|fps|tokens\/s|[KMGT]B|\$|[kMG]?W|µW|[KMGTP]?FLOPs|GOPS|dB|Hz|GPU hours|bpd|km|mm|cm|m|°)$/i

/** A metric that is followed by a number of its own: "(0.73, 0.80) and a Brier score of 0.189". */
const OF_NEXT = /^(?:\s?(?:of|is|was|at|=|:)\s?|\s?\(\s?|\s)[$~]?\d/

interface Named extends Span {
  name: string
  row: MetricRow
}

export interface MetricFound {
  name: string
  better: Better
}

/** The metric that each of a sentence's numbers measures, as printed; undefined where the sentence names none. */
export function metricsOf(
  sentence: string,
  quantities: readonly Quantity[],
  kinds: readonly Kind[],
): (MetricFound | undefined)[] {
  const named = namesIn(sentence)
  const paired = pairs(sentence, quantities, named)
  return quantities.map((quantity, at) => {
    if (/\b[pP]\s*=?\s*$/.test(sentence.slice(Math.max(0, quantity.start - 6), quantity.start)))
      return { name: 'p-value', better: 'lower' }
    const around = { start: quantity.start - FARTHEST, end: quantity.end + FARTHEST }
    const fitting = within(named, around).filter((metric) => fits(metric, quantity, kinds[at] ?? 'result'))
    const found = paired.get(at) ?? nearest(sentence, quantity, within(quantities, around), fitting)
    return found && { name: found.name, better: found.row.better }
  })
}

/** The members of a sorted list that lie in a range, found by halving, so that long texts stay linear. */
function within<T extends Span>(members: readonly T[], { start, end }: Span): T[] {
  let [low, high] = [0, members.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((members[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  const found: T[] = []
  for (let at = low; at < members.length; at++) {
    const member = members[at]
    if (!member || member.end > end) break
    found.push(member)
  }
  return found
}

function namesIn(sentence: string): Named[] {
  return [...sentence.matchAll(METRIC)].flatMap((match) => {
    const row = METRICS[match.slice(1).findIndex((group) => group !== undefined)]
    return row ? [{ name: match[0], start: match.index, end: match.index + match[0].length, row }] : []
  })
}

/** Whether such a metric can have such a number: a latency no accuracy, a count of datasets none at all. */
function fits({ name, row: { about } }: Named, { values }: Quantity, kind: Kind): boolean {
  const unit = values[0]?.unit ?? null
  if (/^[KMGT]B$/.test(unit ?? '')) return /memory|storage|cache|size/i.test(name)
  if (kind === 'setting' || kind === 'count' || kind === 'scale') return false
  if (kind === 'speed' || kind === 'efficiency') return about === kind
  if (about !== 'quality') return false
  return UNITS_OF_METRICS.has(unit) || OWN_MEASURE.test(unit ?? '')
}

function nearest(
  sentence: string,
  { start, end }: Quantity,
  quantities: readonly Quantity[],
  named: readonly Named[],
): Named | undefined {
  let best: { metric: Named; distance: number } | undefined
  for (const metric of named) {
    if (metric.start >= end && OF_NEXT.test(sentence.slice(metric.end, metric.end + 12))) continue
    const [from, to] = metric.start >= end ? [end, metric.start] : [metric.end, start]
    const between = sentence.slice(from, Math.max(from, to))
    const others = quantities.filter((other) => other.start >= from && other.end <= to).length
    const clauses = between.match(/[,;]|\b(?:and|while|with|but)\b/g)?.length ?? 0
    const distance = between.length + clauses * CLAUSE + others * OTHER_NUMBER
    if (between.length <= NEAR && (!best || distance < best.distance)) best = { metric, distance }
  }
  return best?.metric
}

/** "improves A and B by x and y": as many metrics as numbers, each list in a row. Keys are places in `quantities`. */
function pairs(sentence: string, quantities: readonly Quantity[], named: readonly Named[]): Map<number, Named> {
  const found = new Map<number, Named>()
  const lists = new Map(runs(sentence, named).map((run) => [named[run.at(-1) ?? 0]?.end, run]))
  for (const numbers of runs(sentence, quantities)) {
    const first = quantities[numbers[0] ?? 0]
    if (numbers.length < 2 || !first) continue
    const [last] = within(named, { start: first.start - NEAR / 2, end: first.start }).toReversed()
    const list = lists.get(last?.end)
    const own = list?.length === numbers.length ? list : []
    for (const [index, place] of numbers.entries()) {
      const metric = named[own[index] ?? -1]
      if (metric) found.set(place, metric)
    }
  }
  return found
}

/** Places of members that are listed in a row: "a, b and c" is one run. */
function runs(sentence: string, members: readonly Span[]): number[][] {
  const found: number[][] = []
  for (const [at, { start }] of members.entries()) {
    const before = members[at - 1]
    if (before && LIST.test(sentence.slice(before.end, start))) found.at(-1)?.push(at)
    else found.push([at])
  }
  return found
}
