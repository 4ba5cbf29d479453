import type { Span } from '../papers/paper.ts'

export const KINDS = ['speed', 'efficiency', 'scale', 'count', 'setting', 'comparison', 'result'] as const
export type Kind = (typeof KINDS)[number]
export type Bound = 'exact' | 'over' | 'under' | 'at_least' | 'at_most' | 'up_to' | 'about' | 'range'

/** One numeral of a claim: `raw` as printed, `value` with magnitude words expanded (85 million → 85000000). */
export interface ClaimValue {
  raw: string
  value: number
  /** Upper end of a range (`bound: 'range'`). */
  high?: number
  /** `%`, `x`, `ms`, …, or a counted noun in the plural; null for bare scores. */
  unit: string | null
  bound: Bound
  approx: boolean
}

/** A numeric claim as coordinates into one text, with what the number means. */
export interface TextClaim extends Span {
  sentence: Span
  kind: Kind
  /** The metric's name as printed, and which way of it is better. */
  metric?: string
  better?: 'higher' | 'lower'
  /** Whose number it is, where the sentence says so. */
  whose?: 'own' | 'baseline'
  /** Whether a change is for the better, or its price. */
  change?: 'gain' | 'cost'
  values: ClaimValue[]
}
