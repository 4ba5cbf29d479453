import type { Kind } from '../claims/claim.ts'
import { METRICS } from '../claims/metrics.ts'
import { wholeQuestion } from './whole-question.ts'

/** The extreme of which numbers is asked for. */
export interface Superlative {
  kinds: Kind[]
  /** What is measured; any of it when undefined. */
  metric: string | undefined
  /** What the numbers are held against each other as: factors, bare scores, gains in points, or a unit's amounts. */
  as: 'factor' | 'cut' | 'score' | 'gain' | 'time' | 'bytes' | 'fps' | 'count'
  /** The things counted, where they are. */
  counted?: string
  order: 'ascending' | 'descending'
  /** What else is said: where or with what. */
  topic: string
}

interface Row {
  /** What is measured, right behind the superlative. */
  asked: RegExp
  kinds: Kind[]
  as: Superlative['as']
  /** Whether less is better, where "best" is asked for. */
  less?: true
  /** What the claims are to be about, where its words say more than their kind. */
  metric?: (words: string) => string | undefined
  example: string
  counterExample: string
}

const GAIN = '(?:improvements?|gains?|increases?|boosts?|speed-?ups?|growth)'
const CUT = '(?:reductions?|savings?|cuts?|decreases?|compression|drops?)'
const QUALITY = METRICS.filter(({ about }) => about === 'quality')
  .map(({ pattern }) => pattern)
  .join('|')
const SPEED_METRIC = '(?:throughput|latency|(?:inference|decoding|generation|training|processing) (?:speed|time))'

/** What may be asked the extreme of. One row a kind of numbers, with an example and what it leaves alone. */
export const MEASURES: readonly Row[] = [
  {
    asked: new RegExp(`^${SPEED_METRIC} (?:${GAIN}|${CUT})`, 'i'),
    kinds: ['speed'],
    as: 'factor',
    metric: (words) => /throughput|latency/i.exec(words)?.[0].toLowerCase(),
    example: 'highest throughput improvement',
    counterExample: 'highest throughput',
  },
  {
    asked: /^(?:speed-?ups?|acceleration|speed (?:gain|improvement|increase|boost)s?)\b/i,
    kinds: ['speed'],
    as: 'factor',
    example: 'largest speedup',
    counterExample: 'largest speed camera dataset',
  },
  {
    asked: new RegExp(
      `^(?:memory|storage|KV[- ]?cache|FLOPs|compute|token|cost|parameter|energy)(?: \\w+)? ${CUT}`,
      'i',
    ),
    kinds: ['efficiency'],
    as: 'cut',
    metric: (words) => /^[\w-]+(?: cache)?/.exec(words)?.[0],
    example: 'biggest memory reduction',
    counterExample: 'biggest memory bank',
  },
  {
    asked: /^compression(?: ratios?| rates?| factors?)?\b/i,
    kinds: ['efficiency'],
    as: 'cut',
    metric: () => 'compression',
    example: 'highest compression ratio',
    counterExample: 'highest compressor load',
  },
  {
    asked: new RegExp(`^(?:(?:${QUALITY}) |performance |relative |absolute )?${GAIN}\\b`, 'i'),
    kinds: ['comparison'],
    as: 'gain',
    metric: (words) => new RegExp(`^(?:${QUALITY})(?= )`, 'i').exec(words)?.[0],
    example: 'highest accuracy gain',
    counterExample: 'highest accuracy',
  },
  {
    asked:
      /^(?:(?:inference|decoding|end-to-end|retrieval|query|rendering) )?(?:latency|latencies|time[- ]to[- ]first[- ]token|(?:inference|response|running) times?)\b/i,
    kinds: ['speed'],
    as: 'time',
    less: true,
    example: 'lowest latency',
    counterExample: 'lowest late fee',
  },
  {
    asked: /^training (?:times?|costs?|durations?)\b/i,
    kinds: ['efficiency'],
    as: 'time',
    less: true,
    metric: () => 'training time',
    example: 'shortest training time',
    counterExample: 'shortest training text',
  },
  {
    asked: /^(?:frame rates?|fps|frames per second)\b/i,
    kinds: ['speed'],
    as: 'fps',
    example: 'highest frame rate',
    counterExample: 'highest framing',
  },
  {
    asked: /^(?:memory|storage)(?: (?:footprint|usage|use|size|requirements?|needs?|consumption))?\b(?! bank)/i,
    kinds: ['efficiency'],
    as: 'bytes',
    less: true,
    example: 'smallest memory footprint',
    counterExample: 'smallest memorised text',
  },
  {
    asked: new RegExp(`^(?:${QUALITY})(?: scores?| values?)?(?![\\w-])`, 'i'),
    kinds: ['result'],
    as: 'score',
    metric: (words) => new RegExp(`^(?:${QUALITY})`, 'i').exec(words)?.[0],
    example: 'smallest FID',
    counterExample: 'smallest model',
  },
]

/** Ways to ask for an extreme, each as the name of a number: one reader then reads all. */
export const SAME_EXTREMES: readonly { asked: RegExp; said: string; example: string; counterExample: string }[] = [
  {
    asked: /\b(?:saves?|cuts?|reduces?|compress(?:es)?) (?:the )?most ([\w -]+?)(?=$| (?:in|on|for|with)\b)/i,
    said: 'has the biggest $1 reduction',
    example: 'which method saves the most memory?',
    counterExample: 'which method saves memory?',
  },
  {
    asked: /\b(?:saves?|cuts?|reduces?|compress(?:es)?) ([\w -]+?) (?:the )?most\b/i,
    said: 'has the biggest $1 reduction',
    example: 'which method reduces latency the most?',
    counterExample: 'which method reduces latency?',
  },
  {
    asked: /\b(?:improves?|increases?|raises?|boosts?) ([\w -]+?) (?:the )?most\b/i,
    said: 'has the biggest $1 improvement',
    example: 'which method improves accuracy the most?',
    counterExample: 'which method improves accuracy?',
  },
  {
    asked:
      /\b(reductions?|savings?|cuts?|decreases?|gains?|improvements?|increases?) (?:in|of) (?:the )?([\w@-]+(?: (?:caches?|usage|footprint|scores?|time))?)/i,
    said: '$2 $1',
    example: 'greatest reduction in FLOPs',
    counterExample: 'greatest method in speech',
  },
]

const OPENING =
  /^(?:(?:which|what|who)(?: of (?:the|these))?(?: (?:papers?|methods?|models?|works?|approach(?:es)?|systems?|ones?|techniques?|tokenizers?))?(?:(?:[’']s| is| are| has| have| gets?| got| reports?| reported| claims?| shows?| achieves?| achieved| reach(?:es)?| obtains?| offers?| gives?| needs?| requires?| uses?| with| in which| was| evaluates?| tests?| trains?| covers?| supports?| on| trained)){0,2}|(?:show|tell|give|find|list)(?: me)?) (?:on )?(?:the )?|^(?:the )?/i
const MOST =
  /^(?:single )?(largest|biggest|highest|greatest|fastest|best|most|strongest|quickest|smallest|lowest|shortest|fewest|least|tiniest|slowest|maximum|maximal|max|top|minimum|minimal|min)(?: (?:reported|claimed|measured|known|overall|own|average|relative|absolute|number of|total|inference))* /i
const LESS = /^(?:smallest|lowest|shortest|fewest|least|tiniest|min)/i
const NO_EXTREME = /^(?:slowest)/i
const COUNTED = /^(languages|benchmarks|datasets|tasks|GPUs|tokenizers|domains|metrics)\b/i
const FASTER = /^(?:fastest|quickest)/i
const BETWEEN =
  /\b(?:in|for|on|of|at|by|with|across|the|an?|is|are|was|has|have|there|any|all|these|those|papers?|you|know|report(?:s|ed)?|here|among|reached|achieved|claimed|shown|found|paper|method|model|library|does|do|get|anybody|anyone|over|values?|scores?|tested|evaluated|used|trained|ever|up|to|and|which|who|what|baselines?|others?|previous|existing|so|far)\b/gi

/** The extreme that a question asks for; undefined where it asks for none, or of what no number here is known to be. */
export function askedExtreme(question: string): Superlative | undefined {
  const words = wholeQuestion(question)
  const said = SAME_EXTREMES.reduce((text, row) => text.replace(row.asked, row.said), words)
  const rest = said.replace(OPENING, '')
  const most = MOST.exec(`${rest} `)
  if (!most?.[1] || NO_EXTREME.test(most[1])) return undefined
  const measured = rest.slice(most[0].length).trim()
  const isLess = LESS.test(most[1])
  const counted = COUNTED.exec(measured)?.[1]
  if (counted && /^(?:most|fewest|highest number of|largest number of|greatest number of)/i.test(most[0])) {
    const order = isLess ? 'ascending' : 'descending'
    return { kinds: [], metric: undefined, as: 'count', counted, order, topic: topicOf(measured.slice(counted.length)) }
  }
  const row = MEASURES.find(({ asked }) => asked.test(measured))
  if (FASTER.test(most[1]) && !row) {
    return { kinds: ['speed'], metric: undefined, as: 'factor', order: 'descending', topic: topicOf(measured) }
  }
  if (!row || /^(?:most|fewest|least|fastest|quickest)/i.test(most[1])) return undefined
  const [name = ''] = row.asked.exec(measured) ?? []
  const metric = row.metric?.(name)
  const isLower = row.less || (row.as === 'score' && metric !== undefined && isLowerBetter(metric))
  const isAscending = /^best|^strongest/i.test(most[1]) ? isLower : isLess
  return {
    kinds: row.kinds,
    metric,
    as: row.as,
    order: isAscending ? 'ascending' : 'descending',
    topic: topicOf(measured.slice(name.length)),
  }
}

function isLowerBetter(metric: string): boolean {
  return METRICS.some(({ pattern, better }) => better === 'lower' && new RegExp(`^(?:${pattern})$`, 'i').test(metric))
}

function topicOf(words: string): string {
  return words
    .replace(/[^\p{L}\p{N}\s'-]/gu, ' ')
    .replace(BETWEEN, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
