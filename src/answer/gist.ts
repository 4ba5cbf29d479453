import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import { summary } from './summary.ts'
import { wholeQuestion } from './whole-question.ts'

/** What of a paper as a whole is asked for. */
export type Part = 'all' | 'problem' | 'method' | 'result'

interface Row {
  part: Part
  /** The whole question, without closing marks; the group is the paper. */
  asked: RegExp
  example: string
  counterExample: string
}

const MAIN = '(?:main |key |core |central |major |basic |big |most important )?'
const WHAT = "(?:what (?:is|are|was|were)|what[’']s|tell me|explain|describe|give me)"

/** Ways to ask for a paper's gist. One row a way, with an example and what is none. */
export const GIST_ROWS: readonly Row[] = [
  {
    part: 'all',
    asked:
      /^(?:(?:please |can you |could you )?(?:summari[sz]e|sum up)|(?:give me |what is |show me )?(?:a |an |the )?(?:short |brief |quick )?(?:summary|overview|gist|tl;?dr|abstract|synopsis|key points?)(?: of| for| on)?|tl;?dr:?) (.+)$/i,
    example: 'summarize NeuMap',
    counterExample: 'how does NeuMap summarize scenes?',
  },
  {
    part: 'all',
    asked: /^what (?:is|are|does) (.+?) (?:all )?(?:about|do|talk about|deal with)$/i,
    example: 'what is NeuMap about?',
    counterExample: 'what does NeuMap do with codes?',
  },
  {
    part: 'method',
    asked: new RegExp(
      `^${WHAT} (?:the )?${MAIN}(?:contributions?|novelt(?:y|ies)|innovations?|ideas?|approach|method|proposal|insights?|point)(?: of| behind| in| from) (.+)$`,
      'i',
    ),
    example: 'what is the main contribution of NeuMap?',
    counterExample: 'what is the main bottleneck of NeuMap?',
  },
  {
    part: 'method',
    asked: /^what (?:does|do|did) (.+?) (?:propose|introduce|contribute|present|suggest|offer)$/i,
    example: 'what does NeuMap propose?',
    counterExample: 'what does NeuMap beat?',
  },
  {
    part: 'method',
    asked: /^what(?: is|[’']s) (?:new|novel|different)(?: in| about| with) (.+)$/i,
    example: 'what is new in NeuMap?',
    counterExample: 'what is the new code of NeuMap?',
  },
  {
    part: 'problem',
    asked:
      /^(?:what|which) (?:\w+ )?(?:problems?|issues?|challenges?|limitations?|gaps?|bottlenecks?) (?:does|do|is|are|did) (.+?) (?:try(?:ing)? to |aim(?:ing)? to |attempt(?:ing)? to )?(?:solv|address|tackl|overcom|mitigat|fix|target|deal(?:ing)? with|remov|reliev)\w*$/i,
    example: 'what problem does NeuMap solve?',
    counterExample: 'what problem does NeuMap cause?',
  },
  {
    part: 'problem',
    asked: new RegExp(
      `^${WHAT} (?:the )?${MAIN}(?:motivations?|problem|goals?|aims?|purpose|objectives?)(?: of| for| behind| in) (.+)$`,
      'i',
    ),
    example: 'what is the motivation behind NeuMap?',
    counterExample: 'what is the accuracy of NeuMap?',
  },
  {
    part: 'problem',
    asked:
      /^why (?:is|was|do we need|does one need) (.+?)(?: (?:needed|proposed|introduced|developed|necessary|important|built|made))?$/i,
    example: 'why was NeuMap proposed?',
    counterExample: 'why does NeuMap use codes?',
  },
  {
    part: 'result',
    asked: new RegExp(
      `^${WHAT} (?:the )?${MAIN}(?:results?|findings?|conclusions?|outcomes?)(?: of| from| in| for) (.+)$`,
      'i',
    ),
    example: 'what are the main results of NeuMap?',
    counterExample: 'what are the images of NeuMap?',
  },
  {
    part: 'result',
    asked: /^what (?:does|do|did) (.+?) (?:find|conclude|show|achieve|report|demonstrate)(?: out)?$/i,
    example: 'what does NeuMap achieve?',
    counterExample: 'what does NeuMap achieve on Aachen?',
  },
]

/** Which part of which paper's gist a question asks for; undefined where it asks for something else. */
export function askedGist(question: string): { part: Part; of: string } | undefined {
  const words = wholeQuestion(question)
  for (const { part, asked } of GIST_ROWS) {
    const of = asked.exec(words)?.[1]
    if (of !== undefined) return { part, of }
  }
  return undefined
}

// Places in a summary of three: the problem, what is done about it, what comes of it.
const ORDER: Readonly<Record<Part, readonly number[]>> = {
  all: [1, 2, 0],
  method: [1, 2, 0],
  problem: [0, 1, 2],
  result: [2, 1, 0],
}

/** The sentences that carry a paper, the part asked for first. */
export function gistOf(read: ReadPaper, part: Part): Span[] {
  const spans = summary(read)
  // Without a problem the first is what is done.
  const places = spans.length < 3 ? ORDER[part].map((place) => place - 1) : ORDER[part]
  return places.flatMap((place) => spans[place] ?? [])
}
