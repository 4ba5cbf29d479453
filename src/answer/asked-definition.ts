import { wholeQuestion } from './whole-question.ts'

/** A question for what something is. */
export interface AskedDefinition {
  term: string
  /** What the letters of a short form stand for. */
  expansion: boolean
}

interface AskedRow {
  expansion?: true
  /** The whole question, without closing marks; the group is what is to be explained. */
  asked: RegExp
  example: string
  counterExample: string
}

const OPENING = '(?:so |and |please |can you |could you |do you know )?'
const INSIDE = '(?: (?:in|for|within|from) (?:the |this )?[^?]+)?'

/** Ways to ask what something is. */
export const DEFINITION_ROWS: readonly AskedRow[] = [
  {
    expansion: true,
    asked: new RegExp(`^${OPENING}what (?:does|do) (.+?) (?:stand for|abbreviate)${INSIDE}$`, 'i'),
    example: 'what does LCM stand for?',
    counterExample: 'what does LCM stand on?',
  },
  {
    expansion: true,
    asked: new RegExp(
      `^${OPENING}what is (.+?) (?:short for|an abbreviation of|the abbreviation of|an acronym for)$`,
      'i',
    ),
    example: 'what is LCM short for?',
    counterExample: 'what is LCM short of?',
  },
  {
    expansion: true,
    asked: /^(?:what is |what[’']s )?(?:the )?(?:full form|full name|long form|expansion) (?:of|for) (.+)$/i,
    example: 'full form of LCM',
    counterExample: 'full name server',
  },
  {
    asked: new RegExp(`^${OPENING}what (?:does|do) (.+?) mean${INSIDE}$`, 'i'),
    example: 'what does LCM mean?',
    counterExample: 'what does LCM need?',
  },
  {
    asked: new RegExp(`^${OPENING}(?:what is |what[’']s )?(?:the )?(?:meaning|definition) of (.+)$`, 'i'),
    example: 'meaning of LCM',
    counterExample: 'meaningful LCM',
  },
  { asked: /^define (.+)$/i, example: 'define LCM', counterExample: 'defining LCM' },
  {
    asked: new RegExp(
      `^${OPENING}(?:what (?:is|are|was)|what[’']s|what exactly is|who or what is|whats|explain|tell me about|describe|introduce)(?: exactly)?(?: meant by)? (.+?)(?: exactly| actually| anyway| again)?${INSIDE}$`,
      'i',
    ),
    example: 'what is a concept model in LCM?',
    counterExample: 'how is a concept model made?',
  },
  // A name alone.
  {
    asked: /^((?=\S*[A-Z\d])[A-Za-z\d][\w@-]{2,})$/,
    example: 'SkipDecode',
    counterExample: 'skip',
  },
]

// More words, or one of these among them, describe something and do not name it.
const MOST_WORDS = 4
const NO_NAME =
  /\b(?:of|for|with|without|between|behind|than|that|which|whose|when|how|why|this|these|those|it|its|they|their|paper|papers|about|more|most|less|least|\w+est|best|worst|difference|same|advantages?|limitations?|results?|new|main)\b/i

const ARTICLES = /^(?:(?:an?|the|term|word|abbreviation|acronym|model|method)\s+)*/i

/** What a question wants explained; undefined where it asks for something else. */
export function askedDefinition(question: string): AskedDefinition | undefined {
  const words = wholeQuestion(question)
  for (const { asked, expansion = false } of DEFINITION_ROWS) {
    const found = asked.exec(words)?.[1]
    if (found === undefined) continue
    const term = found.replace(ARTICLES, '').replace(/^["“‘']|["”’']$/g, '')
    return term.split(' ').length <= MOST_WORDS && !NO_NAME.test(term) ? { term, expansion } : undefined
  }
  return undefined
}
