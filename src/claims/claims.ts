import type { Bound, Kind, TextClaim } from './claim.ts'
import { METRIC_NAME, type Quantity, quantitiesIn } from './quantities.ts'
import { sentences } from './sentences.ts'

interface CueRow {
  pattern: RegExp
  kind: Kind
  example: string
}

/** Words near a percentage or a factor that tell what it measures; the nearest one counts. */
const CUES: readonly CueRow[] = [
  {
    pattern:
      /\b(?:fast(?:er)?|slower|speed\w*|latency|throughput|accelerat\w*|converge\w*|inference time|runtime|quick\w*)\b/gi,
    kind: 'speed',
    example: '2x faster',
  },
  {
    pattern:
      /\b(?:memory|T?FLOPs|storage|compress\w*|KV[- ]cache|GPU hours|sequence lengths?|sequence reduction|token (?:sequence|reduction|count)\w*|sample efficien\w*|efficient|costs?(?! an?\b)|budget|comput(?:e|ation|ational)|energy|power|footprint|training time|fewer|smaller|parameters|data)\b/gi,
    kind: 'efficiency',
    example: '4x less memory',
  },
  {
    pattern:
      /\b(?:improv\w*|gains?|drops?|increas\w*|decreas\w*|degrad\w*|loss|outperform\w*|surpass\w*|exceeds|better|boost\w*|reduc\w*|relative|higher|lower)\b/gi,
    kind: 'comparison',
    example: 'improves by 4%',
  },
]
const METRICS =
  /\b(?:g?FID(?:-\d+k)?|accuracy|precision|recall|F1(?:[ -]score)?|perplexity|latency|throughput|BLEU|ROUGE(?:-\w+)?|METEOR|CIDEr|PSNR|SSIM|LPIPS|mAP|mIoU|IoU|nDCG(?:@\d+)?|MRR|AUC|AUROC|RMSE|MAE|MSE|GenEval|WER|CER|Brier score|speed-?ups?|inference speed|memory|FLOPs|storage|compression(?: ratio)?|perplexity|error rate|win rate|success rate|pass@\d+|p-value|hazard ratio|odds ratio|sensitivity|specificity|correlation|cost)\b/gi
const SCALE_NOUNS =
  /\b(?:sessions|samples|images|videos|words|sentences|documents|articles|papers|users|people|patients|participants|subjects|households|chips|GPUs|parameters|tokens|examples|pairs|records|charts|trades|questions|conversations|hours|scans|admissions|encounters|children|women|men|adults|cases|individuals|instances|entries|clips|frames|queries|supercomputers|triples|annotations|points|nodes)$/i
const SETTING_NOUNS =
  /\b(?:layers|dimensions|epochs|steps|iterations|neurons|heads|units|bits|channels|shots|batches)$/i
const COUNT_NOUNS =
  /\b(?:languages|models|datasets|benchmarks|tasks|domains|baselines|metrics|categories|classes|methods|LLMs)$/i
const LIST = /^\s*(?:,|,?\s*(?:and|or)|\/|,?\s*vs\.?)\s*$/
const NEAR = 60

/** The numeric claims of a text, in order, each with the sentence that states it. */
export function claimsIn(text: string): TextClaim[] {
  return sentences(text).flatMap((span) => {
    const sentence = text.slice(span.start, span.end)
    const found = shareUnits(quantitiesIn(sentence), sentence)
    return found.flatMap((quantity) => {
      if (quantity.form === 'bare' && !isScore(sentence, quantity)) return []
      if (!quantity.values[0]?.unit) nameSample(sentence, quantity)
      const metric = metricOf(sentence, quantity)
      return [
        {
          start: span.start + quantity.start,
          end: span.start + quantity.end,
          sentence: span,
          kind: kindOf(sentence, quantity),
          ...(metric && { metric }),
          values: quantity.values,
        },
      ]
    })
  })
}

/** In a list the last unit holds for all numbers and the first bound for those after it. */
function shareUnits(quantities: Quantity[], sentence: string): Quantity[] {
  const shared = quantities.map((quantity) => ({ ...quantity }))
  const joined = (left: Quantity | undefined, right: Quantity | undefined) =>
    left && right
      ? LIST.test(sentence.slice(left.end, Math.min(right.start, left.end + 12))) && right.start - left.end < 12
      : false
  for (let at = shared.length - 2; at >= 0; at--) {
    const [left, right] = [shared[at], shared[at + 1]]
    if (
      !left ||
      !right ||
      !(left.form === 'bare' || (left.form === 'magnitude' && left.values[0]?.unit === null)) ||
      right.form === 'bare' ||
      !joined(left, right)
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
  /(?:\b(?:of|to|from|by|at|is|was|are|were|achiev\w*|reach\w*|scor\w*|obtain\w*|attain\w*|notable|and|vs\.?|than|with|be|only|CI|HR|OR|RR|RMSE|MAE|MSE|FID|AUC|AUROC|interval|total)|[=:(<>,;[]|\))\s*\$?$/i

function isScore(sentence: string, { start, end, values }: Quantity): boolean {
  const before = sentence.slice(Math.max(0, start - NEAR), start)
  const raw = values[0]?.raw ?? ''
  if (/\b[nN]\s*=\s*$/.test(before) || values[0]?.bound === 'range' || values.length > 1) return true
  if (/\b[pP]\s*[=<>]?\s*$/.test(before)) return true
  if (METRIC_NAME.test(before)) return true
  if (/\b\p{L}{2,}\s*$/u.test(before) && /^[<>≤≥]/.test(sentence.slice(start, end))) return true
  if (/\b(?:batch|vocabulary|window|step|patch) size\s$/i.test(before)) return true
  if (/[.,^]\{?[-−]?\d|e-/.test(raw)) return SCORE_CUE.test(before) || /^[<>~≤≥]/.test(sentence.slice(start, end))
  if (/\b[a-zA-Z]\s*$/.test(before) && /^[<>≤≥]/.test(sentence.slice(start, end))) return false
  const score =
    /\b(?:scores?|accuracy|FID|F1|BLEU|perplexity|PSNR|points|average|AUC|mAP|rate|loss|batch size|size)\b[^.;]{0,25}\b(?:of|to|from|by|is|was)\s*$/i
  return score.test(before)
}

function kindOf(sentence: string, { start, end, values, kind, form }: Quantity): Kind {
  const unit = values[0]?.unit ?? null
  const before = sentence.slice(Math.max(0, start - NEAR), start)
  const after = sentence.slice(end, end + NEAR)
  if (unit === '%' && /^\s*(?:CI\b|confidence|credible)/i.test(after)) return 'setting'
  if (/\bn\s*=\s*$/i.test(before)) return values.length > 1 ? 'result' : 'scale'
  if (/\b(?:aged?|ages|older|younger|follow-?up|period)\b[^.;]{0,25}$/i.test(before))
    return unit && /years|months|weeks|days/.test(unit) ? 'setting' : (kind ?? 'result')
  if (/\bp\s*$/i.test(before) && /^\W{0,2}(?:was |were )?(?:considered|indicat|regarded|deemed)/i.test(after))
    return 'setting'
  if (unit === '$' && /\b(?:incomes?|stakes?|capital|thresholds?)\b/i.test(before + after.slice(0, 30)))
    return 'setting'
  if (unit === 'fraction' && /\d/.test(values[0]?.raw ?? '')) return 'setting'
  if (/\bexceed(?:s|ed|ing)?\s*$/.test(before) && unit === '%') return 'result'
  if (unit === 'x' && /\b(?:odds|risk|likely)\b/.test(before + after)) return 'result'
  if (unit === '%' || unit === 'x' || unit === 'fraction' || unit === 'orders of magnitude')
    return byCue(before, after, unit)
  if (unit === 'parameters' || unit === 'tokens')
    return /\b(?:context|vocabulary)\b/i.test(`${before.slice(-25)}${after.slice(0, 30)}`) ? 'setting' : 'scale'
  if (unit === 's' || unit === 'min' || unit === 'h')
    return /\btrain/i.test(before.slice(-30)) ? 'efficiency' : (kind ?? 'speed')
  if (kind) return kind
  if (unit && SETTING_NOUNS.test(unit)) return 'setting'
  if (unit && SCALE_NOUNS.test(unit)) return 'scale'
  if (/\b(?:size|resolution|length)\s(?:of\s)?$/i.test(before) && unit === null) return 'setting'
  if (unit === null && /\bby\s$/.test(before)) return 'comparison'
  if (form === 'magnitude' || form === 'vague') return 'scale'
  if (form === 'noun' || form === 'word')
    return (values[0]?.value ?? 0) >= 300 && !COUNT_NOUNS.test(unit ?? '') ? 'scale' : 'count'
  return 'result'
}

function byCue(before: string, after: string, unit: string): Kind {
  // What follows a number ("20times faster") says more than what stands before it.
  let best: { kind: Kind; distance: number } | undefined
  const clauseAfter = after.split(/[,;)]|\band\b|\bwhile\b|\bwith\b/)[0] ?? ''
  const clauseBefore = before.split(/[;(]|\bwhile\b/).at(-1) ?? ''
  for (const { pattern, kind } of CUES) {
    for (const match of clauseAfter.matchAll(pattern)) consider(kind, match.index)
    for (const match of clauseBefore.matchAll(pattern))
      consider(kind, clauseBefore.length - match.index - match[0].length + 8)
  }
  const fallback: Kind = unit === 'x' ? 'speed' : 'result'
  if (unit === '%' && best?.kind === 'comparison' && /\b(?:from|to)\s*$/.test(before)) return 'result'
  if (unit === '%' && !best && /\bby\s(?:up to |at least |about |over )?$/.test(before)) return 'comparison'
  return best?.kind ?? fallback

  function consider(kind: Kind, distance: number) {
    const cost = kind === 'comparison' ? distance + 12 : distance
    if (!best || cost < best.distance) best = { kind, distance: cost }
  }
}

function metricOf(sentence: string, { start, end }: Quantity): string | undefined {
  const from = Math.max(0, start - NEAR)
  if (/\b[pP]\s*=?\s*$/.test(sentence.slice(from, start))) return 'p-value'
  let best: { name: string; distance: number } | undefined
  for (const match of sentence.slice(from, end + NEAR).matchAll(METRICS)) {
    const at = from + match.index
    const distance = at >= end ? at - end : Math.max(0, start - at - match[0].length)
    if (!best || distance < best.distance) best = { name: match[0], distance }
  }
  return best?.name
}

const SAMPLE =
  /\b(?:patients|participants|subjects|children|women|men|adults|students|individuals|people|users|cases|controls|eyes|teeth|animals|mice|rats)\b/gi

/** A sample size ("n = 120") counts the kind of people or animals named last before it. */
function nameSample(sentence: string, quantity: Quantity): void {
  const before = sentence.slice(Math.max(0, quantity.start - 2 * NEAR), quantity.start)
  const unit = /\bn\s*=\s*$/i.test(before) ? before.match(SAMPLE)?.at(-1)?.toLowerCase() : undefined
  if (unit) quantity.values = quantity.values.map((value) => ({ ...value, unit }))
}
