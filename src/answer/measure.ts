import type { TextClaim } from '../claims/claim.ts'
import type { ReadPaper } from '../papers/library.ts'

/** What a factor or a share of speed or of savings is of. Numbers of one measure may stand side by side. */
export type Measure = keyof typeof SAID

// The words by which a sentence says so; of several in one clause the first row holds. "speed" is what is left: a speed-up
// of the whole, at inference, which most papers mean who say no more.
const SAID = {
  latency: /\blatenc\w+|\bTTFT\b|\btime[- ]to[- ]first|\bresponse time/i,
  throughput: /\bthroughputs?\b|\b(?:tokens|requests|frames|images|queries) (?:per|a) second\b|\bfps\b/i,
  training: /\b(?:pre-?)?train(?:s|ed|ing)?\b|\bconverge\w*|\bfine-?tun\w+/i,
  prefilling: /\bpre-?fill\w*/i,
  attention: /\battention\b|\bkernels?\b/i,
  memory: /\bmemory\b|\bfootprint\b|\bKV[- ]cache\b|\bVRAM\b/i,
  tokens: /\btokens?\b|\bsequence (?:length|reduction)/i,
  compute: /\bcomput\w+|\bFLOPs?\b|\benergy\b|\bcosts?\b/i,
  size: /\bstorage\b|\bsmaller\b|\bsizes?\b|\bcompress\w*|\bparameters?\b/i,
  data: /\bsamples?\b|\bdata\b|\bexamples?\b/i,
  speed: /\b(?:speed\w*|fast\w*|accelerat\w+|quick\w*)/i,
} as const
const OF_SPEED: readonly Measure[] = ['latency', 'throughput', 'training', 'prefilling', 'attention', 'speed']
const OF_SAVINGS: readonly Measure[] = ['memory', 'tokens', 'compute', 'size', 'data']
// Words of two numbers that share what stands before or behind both: "by 29x, 29x, and 3x".
const JOINED = /^[\s,;]*(?:(?:and|or|to|up|by|even|about)[\s,]*)*$/i
const CLAUSE_END = /[,;:)]|\.(?:\s|$)|\b(?:and|while|with|without|but)\b/

/**
 * What a number of speed or of savings measures, by its metric, else by the words behind it, else by those before it in its
 * sentence; undefined where the sentence does not say, or says it of several numbers at once ("respectively").
 */
export function measureOf(claim: TextClaim, { paper: { abstract }, claims }: ReadPaper): Measure | undefined {
  const measures = claim.kind === 'speed' ? OF_SPEED : claim.kind === 'efficiency' ? OF_SAVINGS : []
  const { sentence, end, metric } = claim
  if (/\brespectively\b/i.test(abstract.slice(end, sentence.end))) return undefined
  const alike = claims.filter((one) => one.kind === claim.kind && one.sentence.start === sentence.start)
  const [first, last] = run(claim, alike, abstract)
  const before = alike.findLast((one) => one.end <= first)?.end ?? sentence.start
  const behind = alike.find((one) => one.start >= last)?.start ?? sentence.end
  const clause = abstract.slice(last, behind).split(CLAUSE_END)[0] ?? ''
  const texts = [metric ?? '', clause, abstract.slice(before, first)]
  const narrow = measures.filter((measure) => measure !== 'speed')
  for (const text of texts) {
    const said = narrow.find((measure) => SAID[measure].test(text))
    if (said) return said
  }
  return claim.kind === 'speed' ? 'speed' : undefined
}

/** Start and end of the numbers that a number is joined to: "29x, 29x, and 3x". */
function run(claim: TextClaim, alike: readonly TextClaim[], abstract: string): [start: number, end: number] {
  const isJoined = (from: number, to: number) => JOINED.test(abstract.slice(from, to))
  const start = alike
    .filter((one) => one.end <= claim.start)
    .reduceRight((at, one) => (isJoined(one.end, at) ? one.start : at), claim.start)
  const end = alike
    .filter((one) => one.start >= claim.end)
    .reduce((at, one) => (isJoined(at, one.start) ? one.end : at), claim.end)
  return [start, end]
}
