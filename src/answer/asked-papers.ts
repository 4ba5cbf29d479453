import { wholeQuestion } from './whole-question.ts'

// What else may stand before "papers": a question word, a verb, a word for the papers themselves.
const NO_TOPIC =
  '(?:which|what|how|who|whose|why|when|where|is|are|was|were|do|does|did|can|could|have|has|many|these|those|this|that|your|our|my|new|newer|newest|latest|old|older|oldest|first|last|best|top|most|more|similar|related|same|both|two|three|[\\d.]+|papers?)'

interface Row {
  /** The whole question, without closing marks; the group is what the papers are to be about. */
  asked: RegExp
  example: string
  counterExample: string
}

const ABOUT =
  '(?:about|on|regarding|concerning|covering|treating|dealing with|related to|that (?:is|are) about|that deals? with|that treats?|that discuss(?:es)?|that address(?:es)?|that covers?)'
const DOES =
  '(?:introduces?|introduced|proposes?|proposed|presents?|presented|describes?|described|deals? with|studies|studied|study|treats?|covers?|discusses|discuss|discussed|addresses|address|addressed|investigates?|investigated|explores?|explored|develops?|developed|came up with|comes up with|looks? at|tackles?)'
const WORK = '(?:papers?|works?|articles?|stud(?:y|ies)|publications?|research)'

/** Ways to ask for papers on something and not for one fact. One row a way, with an example and what is none. */
export const PAPER_ROWS: readonly Row[] = [
  {
    asked: new RegExp(
      `^(?:in )?(?:which|what) (?:other |of the |of these )?${WORK} (?:is|are|was|were|deal|deals)? ?${ABOUT} (.+)$`,
      'i',
    ),
    example: 'which paper is about maze navigation?',
    counterExample: 'which paper is faster on GPUs?',
  },
  {
    asked: new RegExp(`^(?:which|what) (?:other |of the |of these )?${WORK} ${DOES} (.+)$`, 'i'),
    example: 'which paper introduces stickers?',
    counterExample: 'which papers quantize?',
  },
  {
    asked: new RegExp(`^who (?:else )?(?:has |have )?(?:${DOES}|works? on|worked on) (.+)$`, 'i'),
    example: 'who proposed dynamic token pruning?',
    counterExample: 'who has code for token pruning?',
  },
  {
    asked: new RegExp(
      `^(?:is|are) there (?:also )?(?:an?|any|some|other|anything|something)? ?(?:${WORK} )?${ABOUT} (.+)$`,
      'i',
    ),
    example: 'is there a paper on legal text?',
    counterExample: 'is there a speedup on GPUs?',
  },
  {
    asked: new RegExp(`^(?:(?:any|some|other) ${WORK}|anything|something) ${ABOUT} (.+)$`, 'i'),
    example: 'any papers on camera localization?',
    counterExample: 'any gains on MMLU?',
  },
  {
    asked: new RegExp(
      `^(?:do|have|can) (?:you|we|i)(?: have| know| got)?(?: of)? (?:an?|any|some|anything|something)? ?(?:${WORK} )?${ABOUT} (.+)$`,
      'i',
    ),
    example: 'do you have anything about songs?',
    counterExample: 'do you have time on Monday?',
  },
  {
    asked: new RegExp(
      `^(?:which|what) ${WORK} (?:do|have) (?:you|we|i)(?: have| got| know)?(?: here)? ${ABOUT} (.+)$`,
      'i',
    ),
    example: 'what papers do you have on KV caches?',
    counterExample: 'what papers do you have from 2021?',
  },
  {
    asked: new RegExp(
      `^(?:please )?(?:find|show|list|give|recommend|suggest|get|search(?: for)?)(?: me| us)?(?: all| any| some| an?| the| other)*(?: relevant)? ${WORK} ${ABOUT} (.+)$`,
      'i',
    ),
    example: 'find me a paper about mazes',
    counterExample: 'find me a speedup on GPUs',
  },
  {
    asked: new RegExp(
      `^(?:what (?:is|are)|what[’']s) the (?:titles?|names?|links?) of (?:the|a) ${WORK} ${ABOUT} (.+)$`,
      'i',
    ),
    example: 'what is the title of the paper about mazes?',
    counterExample: 'what is the title of the song?',
  },
  {
    asked: new RegExp(
      `^(?:which|what) (?:${WORK} )?(?:should|can|could|must) (?:i|we) read (?:to learn |to know )?${ABOUT} (.+)$`,
      'i',
    ),
    example: 'what should I read on KV caches?',
    counterExample: 'what can it read on a phone?',
  },
  {
    asked: new RegExp(`^(?:the )?${WORK} ${ABOUT} (.+)$`, 'i'),
    example: 'papers on speech disorders',
    counterExample: 'papers that quantize',
  },
  {
    asked: new RegExp(
      `^(?:(?:any|some|all|list|show|find|give|get|me|us|the|other|good|recent) )*(?!${NO_TOPIC}\\b)((?:[\\w/.+-]+ ){0,5}[\\w/.+-]+) papers?$`,
      'i',
    ),
    example: 'any token pruning papers?',
    counterExample: 'how many papers?',
  },
]

/** What the papers that a question asks for are to be about; undefined where it asks for no papers by their topic. */
export function askedTopic(question: string): string | undefined {
  const words = wholeQuestion(question)
  return PAPER_ROWS.map(({ asked }) => asked.exec(words)?.[1]).find((topic) => topic !== undefined)
}
