import type { Kind } from '../claims/claim.ts'
import { tokenize } from '../search/tokenize.ts'
import { type NameAsked, namesAsked } from './names-asked.ts'
import { type Thing, thingsAsked } from './things-asked.ts'

/** What a question asks for, as far as its own words tell. */
export interface Question {
  wordCount: number
  names: NameAsked[]
  /** Metrics, units and conditions that it asks for. */
  things: Thing[]
  wantsNumber: boolean
  /** Kinds of number that would do; empty when the question does not say. */
  kinds: Kind[]
  /** What is counted, as terms ("how many bar exam questions …"); undefined when nothing is. */
  counted: string[] | undefined
  wantsLink: boolean
  /** The question asks what something was tried on: data, benchmarks, models, languages. */
  wantsTrial: boolean
  /** Papers are asked for, not one fact: "which papers quantize?", "who has code for this?". */
  wantsPapers: boolean
  /** The topic of which papers with links are asked ("who has code for token pruning?" → "token pruning"). */
  linksOf: string | undefined
  /** The words whose meaning is asked ("what does TTFT stand for?" → "TTFT"). */
  defined: string | undefined
}

const NUMBER =
  /\bhow (many|much|fast|quick(ly)?|slow(ly)?|big|small|large|long|far|often|accurate(ly)?|well|cheap(ly)?|expensive|low|high|close|tiny|little|few)\b|\b(what|which) (\w+ ){0,3}(percent|percentage|speed|speed-?up|score|accuracy|size|fraction|share|rate|factor|fid|resolution|number|count|f1|bleu|improvement|gain|cost|latency)\b|\bby how\b|\bhow \w+er\b|\b(percentage|number|amount|range) of\b|\b(speed-?ups?|throughput|latenc(y|ies)|accuracy|fid|bleu|f1|f-?score|pass@\d+|gains?|reduction|ratio|error)\b/i
const COUNTED =
  /\b(?:how (?:many|much)|number of) (?:more |fewer |of the |different |distinct )?([a-z-]+(?: [a-z-]+){0,2})/i
const LINK = /\b(code|repo|repository|github|link|url|website|project page|source|download|demo)\b/i

const TRIAL =
  /\b(datasets?|benchmarks?|corpus|corpora|(which|what) (\w+ ){0,2}(models?|tasks?|languages?|domains?|data)|(tried|tested|evaluated|trained|run) (it )?on)\b/i
const PAPERS =
  /\b(papers|publications)\b|\bwho (else )?(has|have|shares?|released?|publish\w*|provides?|offers?|tried|uses?|reports?)\b|\b(which|what) (other )?(works|studies|methods|approaches)\b/i
// What such a question says besides its topic.
const LINK_WORDS =
  /\b(who|which|what|papers?|has|have|with|released?|shares?|provides?|offers?|publish(es|ed)?|publicly|available|open|online|any|all|list|show|me|are|is|there|the|a|an|for|of|on|about|that|source|their|its)\b/gi
const DEFINITION =
  /\b(?:what (?:does|do) (.+?) (?:stand for|mean)|what (?:is|are) (?:meant by )?(?:an? |the )?["'“]?([A-Z][\w-]+)["'”]?\??$|define (.+)|definition of (.+)|what counts as (?:an? )?(.+?)(?: (?:for|in) .+)?$|meaning of (.+))/i

// What the words of a question tell about the kind of number. One row a kind, with an example.
const KIND_WORDS: readonly { kinds: Kind[]; words: RegExp; example: string }[] = [
  {
    kinds: ['speed'],
    words:
      /\b(fast|faster|quick(ly)?|slow(ly)?|speed|speed-?ups?|latency|throughput|fps|seconds?|milliseconds?|long does)\b/i,
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

// Words that ask for any number.
const AMOUNT = /^(much|many|long|often|far|number|amount)$/i

/** Whether a word of a question for a number is said by a claim as such: "faster" by a speed-up, "much" by any number. */
export function isSaidBy(word: string, kinds: ReadonlySet<Kind>): boolean {
  const bare = word.replace(/[^\p{L}-]/gu, '')
  if (kinds.size > 0 && AMOUNT.test(bare)) return true
  return KIND_WORDS.some((row) => row.words.test(bare) && row.kinds.some((kind) => kinds.has(kind)))
}

/** Reads what a question asks for out of its words. */
export function readQuestion(question: string): Question {
  const wantsNumber = NUMBER.test(question)
  const wantsLink = LINK.test(question)
  const wantsPapers = PAPERS.test(question)
  const rows = wantsNumber ? KIND_WORDS.filter(({ words }) => words.test(question)) : []
  const defined = DEFINITION.exec(question)
    ?.slice(1)
    .find((words) => words !== undefined)
  return {
    wordCount: question.trim().split(/\s+/).length,
    names: namesAsked(question),
    things: thingsAsked(question),
    wantsNumber,
    kinds: rows.flatMap(({ kinds }) => kinds),
    counted: COUNTED.exec(question)?.slice(1, 2).flatMap(tokenize),
    wantsLink,
    wantsTrial: TRIAL.test(question),
    wantsPapers,
    linksOf: wantsPapers && wantsLink ? topicOfLinks(question) : undefined,
    defined: defined?.replace(/^["'“]|["'”?.]+$/g, '').trim() || undefined,
  }
}

/** The words of a question for links that say of what; undefined when none does. */
function topicOfLinks(question: string): string | undefined {
  const topic = question.replace(new RegExp(LINK, 'gi'), ' ').replace(LINK_WORDS, ' ')
  return tokenize(topic).length > 0 ? topic.replace(/[?!]/g, ' ').replace(/\s+/g, ' ').trim() : undefined
}
