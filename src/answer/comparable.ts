import { kindName } from '../claims/kind-name.ts'
import { converted, familyOf } from '../claims/units.ts'
import type { Language } from '../say/language.ts'
import { listed } from '../say/listed.ts'
import { type Say, sayEnglish } from '../say/say.ts'
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

interface Comparable {
  unit: string
  numbers: NumberFound[]
}

/**
 * The largest set of numbers that measure the same thing, as a chart; undefined when there are fewer than three. Same
 * kind and family of unit; percentages and bare scores also need the same metric.
 */
export function chartOf(found: readonly NumberFound[], say: Say): BarChart | undefined {
  const [largest] = comparables(found)
  return largest && largest.numbers.length >= FEWEST ? drawn(largest, say) : undefined
}

/** Numbers of two papers or more that measure the same thing: what it is, with each printed number; most first. */
export function sideBySide(found: readonly NumberFound[], say: Say): { axis: string; numbers: NumberFound[] }[] {
  return comparables(found)
    .filter(({ numbers }) => new Set(numbers.map(({ read }) => read)).size > 1)
    .map(({ unit, numbers }) => ({ axis: axisOf(numbers, unit, say), numbers }))
}

/** Sets of numbers that measure the same thing, the largest first, none twice. */
function comparables(found: readonly NumberFound[]): Comparable[] {
  const groups = new Map<string, NumberFound[]>()
  for (const one of found) {
    const key = keyOf(one)
    if (key) groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .map((group) => group.filter((one, at) => group.findIndex((other) => isSame(other, one)) === at).slice(0, MOST))
    .map((numbers) => ({ unit: unitOf(numbers), numbers }))
}

function keyOf({ claim }: NumberFound): string | undefined {
  const [value] = claim.values
  if (!value || claim.values.length > 1 || !(value.value > 0)) return undefined
  const { unit } = value
  const metric = claim.metric?.toLowerCase() ?? ''
  if (unit === null && metric === '') return undefined
  // A share or a score says nothing without what it is of; a factor or a time does.
  const needsMetric = unit === null || unit === '%' || unit === 'pp' || unit === 'points' || unit === 'fraction'
  return `${claim.kind} ${unit === null ? '' : familyOf(unit)} ${needsMetric ? metric : ''}`
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

function drawn({ unit, numbers }: Comparable, say: Say): BarChart {
  const voice = drawingVoice(say)
  const bars = numbers.map((one) => barOf(one, unit))
  const values = bars.flatMap(({ value, high }) => [value, high ?? value])
  const axis = axisOf(numbers, unit, voice)
  const isLog = Math.max(...values) / Math.min(...values) >= LOG_FROM
  return {
    title: voice('chart.title', { axis: `${axis.charAt(0).toUpperCase()}${axis.slice(1)}` }),
    axis,
    ...(unit === 'x' && { reference: 1 }),
    isLog,
    bars: uniquelyLabelled(bars),
    alt: altOf(axisOf(numbers, unit, say), bars, isLog, say),
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

/** What is measured: the metric all share, else what such a unit measures. */
function axisOf(numbers: readonly NumberFound[], unit: string, say: Say): string {
  const [first] = numbers.map(({ claim }) => claim)
  const metrics = new Set(numbers.map(({ claim }) => claim.metric?.toLowerCase()))
  // A word that began a sentence is no name: "Accuracy", but "FID".
  const printed = metrics.size === 1 ? first?.metric : undefined
  const metric = printed && /^[A-Z][a-z]/.test(printed) ? printed.toLowerCase() : printed
  const kind = first?.kind ?? 'result'
  if (unit === 'x') {
    if (metric) return say('chart.metricFactor', { metric })
    return say(kind === 'speed' ? 'chart.speedUp' : kind === 'efficiency' ? 'chart.saving' : 'chart.factor')
  }
  if (metric) return unit === '' ? metric : `${metric} (${unit})`
  const family = familyOf(unit)
  if (family === 'time' || family === 'bytes') return say(family === 'time' ? 'chart.time' : 'chart.size', { unit })
  return family === 'share' || family === 'points' ? `${kindName(kind, say)} (${unit})` : unit
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
