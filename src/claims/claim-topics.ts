interface TopicRow {
  asked: RegExp
  /** What the words around a matching number hold. */
  stated: RegExp
  /** Must be stated even where the unit says what is measured: not every time is one of training. */
  narrow?: true
  /** May be said with a metric's name for the same thing: latency is a speed, a cut token a compression. */
  loose?: true
  example: string
}

/** What may be measured under several names. */
export const TOPICS: readonly TopicRow[] = [
  { asked: /\b[gr]?FID\b/i, stated: /FID/i, example: 'FID' },
  { asked: /\bF1(?:[ -]scores?)?\b/i, stated: /\bF1\b/i, example: 'F1' },
  { asked: /\baccurac(?:y|ies)\b/i, stated: /accura/i, example: 'accuracy' },
  { asked: /\bperplexity\b/i, stated: /perplexit/i, example: 'perplexity' },
  {
    asked: /\bcompress(?:ion|ed)?(?: ratios?| rates?)?\b/i,
    stated: /compress|reduc|smaller/i,
    loose: true,
    example: 'compression',
  },
  {
    asked:
      /\b(?:(?:token|sequence) (?:count|number|length)s?|(?:number|count) of tokens|shorter (?:sequences|texts?)|token reductions?|(?:fewer|less) tokens|tokens (?:cut|saved))\b/i,
    stated: /token|sequence|shorter/i,
    loose: true,
    example: 'token count',
  },
  {
    asked: /\b(?:memory|storage|footprint)\b/i,
    stated: /memor|storage|footprint|cache/i,
    example: 'memory',
  },
  {
    asked: /\b(?:T?FLOPs|compute|computation(?:al cost)?)\b/i,
    stated: /FLOP|comput/i,
    loose: true,
    example: 'compute',
  },
  {
    asked: /\b(?:training(?: times?| costs?)?|trained (?:in|for|within))\b/i,
    stated: /\btrain|GPU/i,
    narrow: true,
    loose: true,
    example: 'training time',
  },
  { asked: /\bKV[- ]caches?\b/i, stated: /\bKV\b|cache/i, example: 'KV cache' },
  { asked: /\berrors?(?: rates?)?\b/i, stated: /error/i, example: 'error rate' },
  { asked: /\bthroughput\b/i, stated: /throughput/i, loose: true, example: 'throughput' },
  {
    asked: /\b(?:latency|latencies)\b/i,
    stated: /latenc|time|speed|\bms\b|runs? (?:at|in)|fast/i,
    loose: true,
    example: 'latency',
  },
  { asked: /\bp[- ]values?\b/i, stated: /\bp\s*[=<>]/i, example: 'p-value' },
  { asked: /\benergy\b/i, stated: /energy|power/i, example: 'energy' },
]
