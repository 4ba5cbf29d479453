import type { TextClaim } from '../claims/claim.ts'
import { converted, familyOf } from '../claims/units.ts'
import type { Language } from '../say/language.ts'
import { listed } from '../say/listed.ts'
import { type Say, sayEnglish } from '../say/say.ts'
import { type Measure, measureOf } from './measure.ts'
import type { NumberFound } from './numbers.ts'

/** One number of a chart. */
export interface ChartBar {
  /** Short name of the paper. */
  label: string
  value: number
  /** Upper end of a range. */
  high?: number
  /** The number as printed, without the source's type setting. */
  printed: string
  isBaseline: boolean
}

/** Comparable numbers of several papers, as a bar chart shows them. */
export interface BarChart {
  title: string
  /** What the axis measures, with its unit. */
  axis: string
  /** Where "no change" lies: 1 for factors. */
  reference?: number
  isLog: boolean
  bars: ChartBar[]
  /** The chart in words, at most 1,000 characters. */
  alt: string
  /** Of the words in the picture; English when undefined. */
  language?: Language
}

const FEWEST = 3
const MOST = 12
/** From this ratio of the largest to the smallest on, the small ones cannot be told apart on a linear axis. */
const LOG_FROM = 30
const LONGEST_LABEL = 30
const LONGEST_ALT = 1000

// Counting these says nothing of a paper: "two advantages".
const UNTOLD =
  /^(?:advantages|aspects|approaches|challenges|components|contributions|factors|findings|insights|issues|key \w+|limitations|modules|observations|parts|phases|problems|questions|reasons|stages|steps|strategies|types|ways)$/i

// So many tokens are what something was trained on, fewer what it takes in: no sequence here is a hundredth as long.
const CORPUS_FROM = 1e7

interface Comparable {
  unit: string
  measure: Measure | undefined
  numbers: NumberFound[]
}

/**
 * The largest set of numbers that measure the same thing, as a chart; undefined when there are fewer than three. Same
 * kind and family of unit; percentages and bare scores also need the same metric, and factors and shares of speed or of
 * savings the same measure (latency is no throughput).
 */
export function chartOf(found: readonly NumberFound[], say: Say): BarChart | undefined {
  const [largest] = comparables(found)
  return largest && largest.numbers.length >= FEWEST ? drawn(largest, say) : undefined
}

/** Numbers of two papers or more that measure the same thing: what it is, with each printed number; most first. */
export function sideBySide(found: readonly NumberFound[], say: Say): { axis: string; numbers: NumberFound[] }[] {
  return comparables(found)
    .filter(({ numbers }) => new Set(numbers.map(({ read }) => read)).size > 1)
    .map((one) => ({ axis: axisOf(one, say), numbers: one.numbers }))
}

/** Sets of numbers that measure the same thing, the largest first, none twice. */
function comparables(found: readonly NumberFound[]): Comparable[] {
  const groups = new Map<string, { measure: Measure | undefined; numbers: NumberFound[] }>()
  for (const one of found) {
    const measure = measureOf(one.claim, one.read)
    const key = keyOf(one, measure)
    if (key) groups.set(key, { measure, numbers: [...(groups.get(key)?.numbers ?? []), one] })
  }
  return [...groups.values()]
    .sort((a, b) => b.numbers.length - a.numbers.length)
    .map(({ measure, numbers }) => ({
      measure,
      numbers: numbers.filter((one, at) => numbers.findIndex((other) => isSame(other, one)) === at).slice(0, MOST),
    }))
    .map(({ measure, numbers }) => ({ measure, numbers, unit: unitOf(numbers) }))
}

function keyOf({ claim }: NumberFound, measure: Measure | undefined): string | undefined {
  const [value] = claim.values
  if (!value || claim.values.length > 1 || !(value.value > 0)) return undefined
  const { kind, change } = claim
  const { unit } = value
  const family = unit === null ? '' : familyOf(unit)
  if (isRelative(claim)) return measure && isGain(claim) ? `${kind} ${family} ${measure}` : undefined
  if (kind === 'count' && unit !== null && UNTOLD.test(unit)) return undefined
  const metric = claim.metric?.toLowerCase() ?? ''
  // A share or a score says nothing without what it is of; a factor or a time does.
  const needsMetric = unit === null || unit === '%' || unit === 'pp' || unit === 'points' || unit === 'fraction'
  if (needsMetric && metric === '') return undefined
  const size = unit === 'tokens' && value.value >= CORPUS_FROM ? 'corpus' : ''
  return `${kind} ${family} ${needsMetric ? metric : ''} ${kind === 'comparison' ? (change ?? '') : ''} ${size}`
}

/** Whether such a number is one for the better: a share without that word may be what is left ("with 27.4% tokens"). */
function isGain({ kind, change, values }: TextClaim): boolean {
  return change === 'gain' || (change === undefined && !(kind === 'efficiency' && values[0]?.unit === '%'))
}

/** Whether a number says how much faster or less something is than something else: a factor or a share. */
function isRelative({ kind, values }: TextClaim): boolean {
  const unit = values[0]?.unit
  return (kind === 'speed' || kind === 'efficiency') && (unit === 'x' || unit === '%')
}

function isSame(a: NumberFound, b: NumberFound): boolean {
  return (
    a.read === b.read &&
    a.claim.values[0]?.value === b.claim.values[0]?.value &&
    a.claim.values[0]?.unit === b.claim.values[0]?.unit
  )
}

/** The unit that most of the numbers are printed in. */
function unitOf(numbers: readonly NumberFound[]): string {
  const counts = new Map<string, number>()
  for (const { claim } of numbers) {
    const unit = claim.values[0]?.unit ?? ''
    counts.set(unit, (counts.get(unit) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

function drawn(comparable: Comparable, say: Say): BarChart {
  const { unit, numbers } = comparable
  const voice = drawingVoice(say)
  const bars = numbers.map((one) => barOf(one, unit))
  const values = bars.flatMap(({ value, high }) => [value, high ?? value])
  const axis = axisOf(comparable, voice)
  const isLog = Math.max(...values) / Math.min(...values) >= LOG_FROM
  return {
    title: voice('chart.title', { axis: `${axis.charAt(0).toUpperCase()}${axis.slice(1)}` }),
    axis,
    ...(unit === 'x' && { reference: 1 }),
    isLog,
    bars: uniquelyLabelled(bars),
    alt: altOf(axisOf(comparable, say), bars, isLog, say),
    ...(voice.language !== 'en' && { language: voice.language }),
  }
}

/** The words of the picture: the font of pictures holds no Japanese letters. */
function drawingVoice(say: Say): Say {
  return say.language === 'ja' ? sayEnglish : say
}

function altOf(axis: string, bars: readonly ChartBar[], isLog: boolean, say: Say): string {
  const numbers = bars.map(({ label, printed, isBaseline }) =>
    isBaseline ? say('chart.altBaseline', { paper: label, printed }) : `${label} ${printed}`,
  )
  const sentences = [
    say(isLog ? 'chart.altLogarithmic' : 'chart.alt', { axis }),
    ...(bars.some(({ isBaseline }) => isBaseline) ? [say('chart.baselinesMarked')] : []),
    listed(say, numbers, 'semicolon'),
  ]
  return listed(say, sentences, 'sentence').slice(0, LONGEST_ALT)
}

const MEASURES = {
  latency: 'chart.latency',
  throughput: 'chart.throughput',
  training: 'chart.training',
  prefilling: 'chart.prefilling',
  attention: 'chart.attention',
  speed: 'chart.speed',
  memory: 'chart.memory',
  tokens: 'chart.tokens',
  compute: 'chart.compute',
  size: 'chart.sizeCut',
  data: 'chart.data',
} as const satisfies Record<Measure, string>

/** What is measured: the measure, the metric all share, else what such a unit measures. */
function axisOf({ numbers, unit, measure }: Comparable, say: Say): string {
  const [first] = numbers.map(({ claim }) => claim)
  if (first && measure && isRelative(first)) return say(MEASURES[measure], { unit })
  const metrics = new Set(numbers.map(({ claim }) => claim.metric?.toLowerCase()))
  // A word that began a sentence is no name: "Accuracy", but "FID".
  const printed = metrics.size === 1 ? first?.metric : undefined
  const metric = printed && /^[A-Z][a-z]/.test(printed) ? printed.toLowerCase() : printed
  if (metric && unit !== '' && first?.kind === 'comparison') {
    const { change } = first
    const key = change === 'gain' ? 'chart.gain' : change === 'cost' ? 'chart.loss' : 'chart.difference'
    return say(key, { metric, unit })
  }
  if (unit === 'x') return metric ? say('chart.metricFactor', { metric }) : say('chart.factor')
  if (metric) return unit === '' ? metric : `${metric} (${unit})`
  const family = familyOf(unit)
  return family === 'time' || family === 'bytes' ? say(family === 'time' ? 'chart.time' : 'chart.size', { unit }) : unit
}

function barOf({ read, claim }: NumberFound, unit: string): ChartBar {
  const { abstract, title } = read.paper
  const [value] = claim.values
  const own = value?.unit ?? ''
  const inUnit = (number: number) => converted(number, own, unit) ?? number
  return {
    label: shortName(title),
    value: inUnit(value?.value ?? 0),
    ...(value?.high !== undefined && { high: inUnit(value.high) }),
    printed: withoutTypesetting(abstract.slice(claim.start, claim.end)),
    isBaseline: claim.whose === 'baseline',
  }
}

function withoutTypesetting(printed: string): string {
  return printed
    .replace(/\\textless/g, '<')
    .replace(/\\textgreater/g, '>')
    .replace(/\\times/g, '×')
    .replace(/[\\*${}]/g, '')
}

/** What stands before a title's colon if that is short, else its first words. */
export function shortName(title: string): string {
  const head = title.split(/:\s/)[0] ?? title
  if (head.length <= LONGEST_LABEL) return head
  const cut = head.slice(0, LONGEST_LABEL - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_LABEL / 2)).trimEnd()}…`
}

/** A second bar of the same paper gets a number, so that each has a row of its own. */
function uniquelyLabelled(bars: readonly ChartBar[]): ChartBar[] {
  const seen = new Map<string, number>()
  return bars.map((bar) => {
    const count = (seen.get(bar.label) ?? 0) + 1
    seen.set(bar.label, count)
    return count === 1 ? bar : { ...bar, label: `${bar.label} (${count})` }
  })
}
