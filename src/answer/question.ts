import type { Kind } from '../claims/claim.ts'

/** What a question asks for, as far as its own words tell. */
export interface Question {
  wantsNumber: boolean
  /** Kinds of number that would do; empty when the question does not say. */
  kinds: Kind[]
  wantsLink: boolean
  /** The question asks what something was tried on: data, benchmarks, models, languages. */
  wantsTrial: boolean
  /** The words whose meaning is asked ("what does TTFT stand for?" → "TTFT"). */
  defined: string | undefined
}

const NUMBER =
  /\bhow (many|much|fast|quick|slow|big|small|large|long|far|often|accurate|well|cheap|expensive|low|high|close|tiny|little|few)\b|\b(what|which) (\w+ ){0,3}(percent|percentage|speed|speed-?up|score|accuracy|size|fraction|share|rate|factor|fid|resolution|number|count|f1|bleu|improvement|gain|cost|latency)\b|\bby how\b|\bhow \w+er\b|\b(percentage|number|amount) of\b/i
const LINK = /\b(code|repo|repository|github|link|url|website|project page|source|download|demo)\b/i

const TRIAL =
  /\b(datasets?|benchmarks?|corpus|corpora|(which|what) (\w+ ){0,2}(models?|tasks?|languages?|domains?|data)|(tried|tested|evaluated|trained|run) (it )?on)\b/i
const DEFINITION =
  /\b(?:what (?:does|do) (.+?) (?:stand for|mean)|what (?:is|are) (?:meant by )?(?:an? |the )?["'“]?([A-Z][\w-]+)["'”]?\??$|define (.+)|definition of (.+)|what counts as (?:an? )?(.+?)(?: (?:for|in) .+)?$|meaning of (.+))/i

// What the words of a question tell about the kind of number. One row a kind, with an example.
const KIND_WORDS: readonly { kinds: Kind[]; words: RegExp; example: string }[] = [
  {
    kinds: ['speed'],
    words: /\b(fast|faster|quick|slow|speed|speed-?ups?|latency|throughput|fps|seconds?|milliseconds?|long does)\b/i,
    example: 'how fast is it?',
  },
  {
    kinds: ['efficiency'],
    words: /\b(memory|storage|space|flops|compute|cheap|cheaper|cost|costs|compress\w*|smaller|savings?|saves?)\b/i,
    example: 'how much memory does it save?',
  },
  {
    kinds: ['scale', 'count'],
    words: /\bhow many\b|\b(big|large|size|parameters|number of)\b/i,
    example: 'how many images are in it?',
  },
  {
    kinds: ['comparison', 'result'],
    words:
      /\b(accuracy|accurate|score|better|improve\w*|beats?|outperform\w*|gain\w*|drop\w*|loss|fid|f1|bleu|percent\w*|points?|well)\b/i,
    example: 'how much better is it than the baseline?',
  },
]

/** Reads what a question asks for out of its words. */
export function readQuestion(question: string): Question {
  const wantsNumber = NUMBER.test(question)
  const rows = wantsNumber ? KIND_WORDS.filter(({ words }) => words.test(question)) : []
  const defined = DEFINITION.exec(question)
    ?.slice(1)
    .find((words) => words !== undefined)
  return {
    wantsNumber,
    kinds: rows.flatMap(({ kinds }) => kinds),
    wantsLink: LINK.test(question),
    wantsTrial: TRIAL.test(question),
    defined: defined?.replace(/^["'“]|["'”?.]+$/g, '').trim() || undefined,
  }
}
