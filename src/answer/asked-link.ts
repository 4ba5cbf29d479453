import { wholeQuestion } from './whole-question.ts'

/** What a question wants to open: code, a page, a demo, data or weights. */
export type Thing = 'code' | 'page' | 'demo' | 'weights' | 'any'

/** A question for what one paper links. */
export interface AskedLink {
  thing: Thing
  /** The words for the paper; empty where they only point at what is in view. */
  of: string
  /** The words ask for a link only if they name a paper: "generated code" is a topic, "SongGen code" is not. */
  needsName: boolean
}

interface Row {
  /** The whole question, without closing marks; the group, if any, says whose link. */
  asked: RegExp
  needsName?: boolean
  example: string
  counterExample: string
}

const KINDS =
  '(?:(?:source|official|public|open[- ]source|training|inference|github|project|audio|video|pre-?trained)[ -]?)*'
const THING = `${KINDS}(?:code(?:base)?|repo(?:sitor(?:y|ies))?|github|(?:project|home|demo|web) ?(?:page|site)|website|demos?|(?:model )?checkpoints|(?:model|pre-?trained) weights|(?:official|public|open[- ]source|github) implementation)(?: (?:link|url|address|page))?`
const OPENING =
  "(?:(?:is|are)(?: there)? |(?:do|does|did|have|has) (?:they|it|the authors) (?:have|share|provide|publish|release|released|published|shared) |where(?:[’']s| is| are| (?:can|do|could) (?:i|we) (?:find|get|see|download|look at)) |what(?:[’']s| is) |(?:(?:can|could) you )?(?:please )?(?:give|show|send|get|find) me |(?:i need|link to|url of|any) )?(?:(?:an?|the|any|some|its|their) )*"
const OUT =
  '(?: (?:(?:publicly|already|freely|openly|been|made) )*(?:available|public|open|out|online|released|published|shared|open[- ]sourced?|there))?(?: (?:yet|anywhere|online|somewhere|now))?'
const NO_QUESTION =
  '(?!(?:which|what|how|who|why|when|where|is|are|was|were|do|does|did|can|could|has|have|papers?|any|all|the most|best)\\b)'

/** Ways to ask for what a paper links. One row a way, with an example and what is none. */
export const LINK_ROWS: readonly Row[] = [
  {
    asked: new RegExp(`^${OPENING}${THING} (?:for|of|to|by|from|behind) (.+?)${OUT}$`, 'i'),
    example: 'project page for the maze one',
    counterExample: 'code generation for mazes',
  },
  {
    asked: new RegExp(`^${OPENING}${THING}${OUT}$`, 'i'),
    example: 'is the code out?',
    counterExample: 'is the code generated?',
  },
  {
    asked: new RegExp(`^${OPENING}${NO_QUESTION}(.+?)(?:[’']s?)? ${THING}${OUT}$`, 'i'),
    needsName: true,
    example: 'XNect code?',
    counterExample: 'how many lines of code?',
  },
  {
    asked: /^where (?:can|could|do) (?:i|we|one) (?:listen to|hear|watch|try|play with|test|download|find|get) (.+)$/i,
    needsName: true,
    example: 'where can I listen to XNect songs?',
    counterExample: 'where can it be used?',
  },
  {
    asked: new RegExp(
      `^(?:did|has|have|do|does) (.+?) (?:releas|publish|shar|provid|ha[vs]|open[- ]sourc|mak|com)\\w*(?: with)? (?:(?:an?|the|its|their|any|some) )*${THING}${OUT}$`,
      'i',
    ),
    example: 'did XNect release its code?',
    counterExample: 'does XNect read code?',
  },
  {
    asked: /^(?:is|are) (.+?) (?:open[- ]sourced?|on github|(?:publicly|openly|freely) available)$/i,
    needsName: true,
    example: 'is XNect open source?',
    counterExample: 'is XNect available in French?',
  },
]

// What a question for each kind says, and the words of the sentence that has it. The first that fits.
const THINGS: readonly { thing: Thing; asked: RegExp; said: RegExp }[] = [
  {
    thing: 'demo',
    asked: /\b(?:demos?|listen|hear|watch|samples|play with|try)\b/i,
    said: /\b(?:demos?|samples?|showcased?|videos?|page)\b/i,
  },
  { thing: 'weights', asked: /\b(?:weights|checkpoints)\b/i, said: /\b(?:weights|checkpoints|models?)\b/i },
  { thing: 'page', asked: /\b(?:page|site|website)\b/i, said: /\b(?:page|website|site|project)\b/i },
  {
    thing: 'code',
    asked: /\b(?:code|codebase|repo\w*|github|implementation|open[- ]source)\b/i,
    said: /\b(?:code\w*|implementation|repositor\w+|github|source|open-sourced?)\b/i,
  },
]

// Words around what says which paper is meant.
const AROUND = /^(?:(?:the|that|this|its|their) )+|(?: (?:paper|one|ones|work|study|article|project))+$/gi

/** The link that a question asks for; undefined where it asks for none of one paper. */
export function askedLink(question: string): AskedLink | undefined {
  const words = wholeQuestion(question)
  for (const { asked, needsName = false } of LINK_ROWS) {
    const found = asked.exec(words)
    if (!found) continue
    const thing = THINGS.find((row) => row.asked.test(words))?.thing ?? 'any'
    return { thing, of: (found[1] ?? '').replace(AROUND, '').trim(), needsName }
  }
  return undefined
}

/** Whether a sentence speaks of such a thing. */
export function speaksOf(sentence: string, thing: Thing): boolean {
  return THINGS.some((row) => (thing === 'any' || row.thing === thing) && row.said.test(sentence))
}
