import type { Bound, TextClaim } from './claim.ts'
import { kindsOf } from './kinds.ts'
import { metricsOf } from './metrics.ts'
import { METRIC_NAME } from './names.ts'
import { numberOf } from './numerals.ts'
import { quantitiesIn } from './quantities.ts'
import type { Quantity } from './quantity.ts'
import { sentences } from './sentences.ts'
import { changeOf, whoseOf } from './stance.ts'

const LIST = /^\s*(?:,|,?\s*(?:and|or)|\/|,?\s*vs\.?)\s*$/
/** "28,056 real and 13,186 fake articles": one adjective each, the noun for both. */
const COORDINATED = /^\s[\p{L}-]+ (?:and|or) $/u
const NEAR = 60

/** Changes whenever the same text may give other claims: those that were kept are read again. */
export const CLAIMS_VERSION = 1

/** The numeric claims of a text, in order, each with the sentence that states it. */
export function claimsIn(text: string): TextClaim[] {
  return sentences(text).flatMap((span) => {
    const sentence = text.slice(span.start, span.end)
    const found = shareUnits(quantitiesIn(sentence), sentence).filter(
      (quantity) => quantity.form !== 'bare' || isScore(sentence, quantity),
    )
    const kinds = kindsOf(sentence, found)
    const metrics = metricsOf(sentence, found, kinds)
    return found.map((quantity, index) => {
      if (!quantity.values[0]?.unit) nameSample(sentence, quantity)
      const kind = kinds[index] ?? 'result'
      const metric = metrics[index]
      const whose = whoseOf(sentence, found, index)
      const change = changeOf(sentence, quantity, kind, metric?.better)
      return {
        start: span.start + quantity.start,
        end: span.start + quantity.end,
        sentence: span,
        kind,
        ...(metric && { metric: metric.name, better: metric.better }),
        ...(whose && { whose }),
        ...(change && { change }),
        values: quantity.values,
      }
    })
  })
}

/** In a list the last unit holds for all numbers and the first bound for those after it. */
function shareUnits(quantities: Quantity[], sentence: string): Quantity[] {
  const shared = quantities.map((quantity) => ({ ...quantity }))
  const between = (left: Quantity, right: Quantity) => sentence.slice(left.end, Math.min(right.start, left.end + 30))
  const joined = (left: Quantity | undefined, right: Quantity | undefined) =>
    left && right ? LIST.test(between(left, right)) && right.start - left.end < 12 : false
  for (let at = shared.length - 2; at >= 0; at--) {
    const [left, right] = [shared[at], shared[at + 1]]
    if (
      !left ||
      !right ||
      !(left.form === 'bare' || (left.form === 'magnitude' && left.values[0]?.unit === null)) ||
      right.form === 'bare' ||
      !(joined(left, right) || (right.form === 'noun' && COORDINATED.test(between(left, right))))
    )
      continue
    if (/^\s*(?:CI\b|confidence|credible)/i.test(sentence.slice(right.end, right.end + 20))) continue
    left.form = right.form
    left.kind = right.kind
    left.values = left.values.map((value) => ({ ...value, unit: right.values[0]?.unit ?? null }))
  }
  for (let at = 1; at < shared.length; at++) {
    const [left, right] = [shared[at - 1], shared[at]]
    const bound: Bound | undefined = left?.values[0]?.bound
    if (!left || !right || bound !== 'up_to' || right.values[0]?.bound !== 'exact' || !joined(left, right)) continue
    if (left.values[0]?.unit === right.values[0]?.unit)
      right.values = right.values.map((value) => ({ ...value, bound }))
  }
  return shared
}

// Words before a bare number that make it a reported score: "an FID of 1.35", "from 2.28 to 1.86", "p = 0.003".
const SCORE_CUE =
  /(?:\b(?:of|to|from|by|at|is|was|are|were|achiev\w*|reach\w*|scor\w*|obtain\w*|attain\w*|notable|and|vs\.?|than|with|be|only|CI|HR|OR|RR|RMSE|MAE|MSE|FID|AUC|AUROC|interval|total)|[=:(<>,;[]|\)|\d\/)\s*\$?$/i

function isScore(sentence: string, { start, end, values }: Quantity): boolean {
  const before = sentence.slice(Math.max(0, start - NEAR), start)
  const raw = values[0]?.raw ?? ''
  if (
    /\b[nN]\s*=\s*$/.test(before) ||
    values[0]?.bound === 'range' ||
    values[0]?.bound === 'up_to' ||
    values.length > 1
  )
    return true
  if (/\b[pP]\s*[=<>]?\s*$/.test(before)) return true
  if (METRIC_NAME.test(before) || raw.startsWith('+')) return true
  if (/\b\p{L}{2,}\s*$/u.test(before) && /^[<>≤≥]/.test(sentence.slice(start, end))) return true
  if (/\b(?:batch|vocabulary|window|step|patch) size\s$/i.test(before)) return true
  if (/[.,^]\{?[-−]?\d|e-/.test(raw)) return SCORE_CUE.test(before) || /^[<>~≤≥]/.test(sentence.slice(start, end))
  if (/\b[a-zA-Z]\s*$/.test(before) && /^[<>≤≥]/.test(sentence.slice(start, end))) return false
  const score =
    /\b(?:scores?|accuracy|FID|F1|BLEU|perplexity|PSNR|points|average|AUC|mAP|rate|loss|batch size|size)\b[^.;]{0,25}\b(?:of|to|from|by|is|was)\s*$/i
  return score.test(before)
}

const SIZE_IN_NAME = /(?<=[\p{L}\d][-/ ])\d{1,4}(?:\.\d{1,3})?[BM](?![\p{L}\d])/gu

/**
 * Sizes that belong to a model's name ("Mistral-7B", "LLaVA-NeXT-7B/13B"): no claims of the paper, but what a question
 * for papers that use a 7B model means.
 */
export function sizesInNames(text: string, claims: readonly TextClaim[]): TextClaim[] {
  return sentences(text).flatMap((sentence) => {
    const own = claims.filter((claim) => claim.sentence.start === sentence.start)
    return [...text.slice(sentence.start, sentence.end).matchAll(SIZE_IN_NAME)].flatMap(({ 0: raw, index }) => {
      const start = sentence.start + index
      const end = start + raw.length
      if (own.some((claim) => claim.start < end && claim.end > start)) return []
      const value = { raw, value: numberOf(raw), unit: 'parameters', bound: 'exact' as const, approx: false }
      return [{ start, end, sentence, kind: 'scale' as const, values: [value] }]
    })
  })
}

const SAMPLE =
  /\b(?:patients|participants|subjects|children|women|men|adults|students|individuals|people|users|cases|controls|eyes|teeth|animals|mice|rats)\b/gi

/** A sample size ("n = 120") counts the kind of people or animals named last before it. */
function nameSample(sentence: string, quantity: Quantity): void {
  const before = sentence.slice(Math.max(0, quantity.start - 2 * NEAR), quantity.start)
  const unit = /\bn\s*=\s*$/i.test(before) ? before.match(SAMPLE)?.at(-1)?.toLowerCase() : undefined
  if (unit) quantity.values = quantity.values.map((value) => ({ ...value, unit }))
}
