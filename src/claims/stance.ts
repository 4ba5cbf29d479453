import type { Kind } from './claim.ts'
import type { Better } from './metrics.ts'
import type { Quantity } from './quantity.ts'

// What a sentence says about a number besides its value: whose it is, and whether a change is for the better.

export type Whose = 'own' | 'baseline'
export type Change = 'gain' | 'cost'

const REACH = 60
const OF_BASELINE =
  /\b(?:vs\.?|versus|compared (?:to|with)|than (?:the|its|an?|previous|prior|existing)(?: (?!that\b)[\w-]+){0,4}|baselines?(?:['’]s?)?(?: of| at| with| score of)?|(?:previous|prior|original|vanilla|existing|human)(?: [\w-]+){0,5} (?:of|with|at)|instead of|rather than|as opposed to|down from|up from)\s[\s($]*$/i
const BASELINE_AFTER =
  /^\s*(?:for|of|by|in|with)? ?(?:the )?(?:baselines?|previous|prior|original|vanilla|standard|state-of-the-art)\b/i
const BETTER =
  /\b(?:improv\w*|gains?|boost\w*|better|outperform\w*|surpass\w*|faster|speed-?ups?|accelerat\w*|sav(?:es?|ed|ings?|ing)|uplift)\b/gi
const WORSE = /\b(?:degrad\w*|worse\w*|slower|sacrific\w*|loss(?:es)?|penalt\w+)\b/gi
const UP = /\b(?:increas\w*|higher|rais\w*|more|greater|larger|longer|exceed\w*)\b/gi
const DOWN =
  /\b(?:reduc\w*|decreas\w*|drops?|dropp\w+|lower\w*|less|fewer|declin\w*|smaller|shorter|cut\w*|halv\w*)\b/gi

/** Whose number it is, where the sentence says so: "from 78% to 86%" and "2.74 vs. 3.04" have one of each. */
export function whoseOf(sentence: string, quantities: readonly Quantity[], at: number): Whose | undefined {
  const quantity = quantities[at]
  if (!quantity) return undefined
  const before = sentence.slice(Math.max(0, quantity.start - REACH), quantity.start)
  const after = sentence.slice(quantity.end, quantity.end + REACH)
  const [left, right] = [quantities[at - 1], quantities[at + 1]]
  const toRight = right && sentence.slice(quantity.end, right.start)
  const toLeft = left && sentence.slice(left.end, quantity.start)
  if (/\bfrom\s\S{0,2}$/i.test(before) && toRight && /^[^.;]{0,25}\bto\s\S{0,2}$/.test(toRight)) return 'baseline'
  if (
    toLeft &&
    /^[^.;]{0,25}\bto\s\S{0,2}$/.test(toLeft) &&
    /\bfrom\s\S{0,2}$/i.test(sentence.slice(Math.max(0, left.start - REACH), left.start))
  )
    return 'own'
  if (OF_BASELINE.test(before) || BASELINE_AFTER.test(after)) return 'baseline'
  return toRight && /^\W{0,3}(?:vs\.?|versus|compared (?:to|with))\s\S{0,2}$/.test(toRight) ? 'own' : undefined
}

/** Whether a change is for the better or the price of it, where the words and the metric say so. */
export function changeOf(
  sentence: string,
  { start, end }: Quantity,
  kind: Kind,
  better: Better | undefined,
): Change | undefined {
  if (kind !== 'comparison' && kind !== 'speed' && kind !== 'efficiency') return undefined
  const before = sentence.slice(Math.max(0, start - REACH), start)
  const after = sentence.slice(end, end + REACH / 2).split(/[,;)]|\band\b|\bwhile\b/)[0] ?? ''
  const distance = (pattern: RegExp) => {
    const behind = [...after.matchAll(pattern)][0]?.index ?? Number.POSITIVE_INFINITY
    const last = [...before.matchAll(pattern)].at(-1)
    return Math.min(behind, last ? before.length - last.index - last[0].length + 5 : Number.POSITIVE_INFINITY)
  }
  // Without a metric, what is efficient is small.
  const isLowerBetter = (better ?? (kind === 'efficiency' ? 'lower' : 'higher')) === 'lower'
  const words = [
    { change: 'gain' as const, distance: distance(BETTER) },
    { change: 'cost' as const, distance: distance(WORSE) },
    { change: isLowerBetter ? ('cost' as const) : ('gain' as const), distance: distance(UP) },
    { change: isLowerBetter ? ('gain' as const) : ('cost' as const), distance: distance(DOWN) },
  ]
  const [first] = words.toSorted((a, b) => a.distance - b.distance)
  return first && first.distance < Number.POSITIVE_INFINITY ? first.change : undefined
}
