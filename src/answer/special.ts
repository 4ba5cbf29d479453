import type { Library } from '../papers/library.ts'
import { askedFact } from './asked-facts.ts'
import { askedTopic } from './asked-papers.ts'
import { extremes } from './extreme.ts'
import { statedFacts } from './facts.ts'
import { askedGist, gistOf } from './gist.ts'
import type { Answer } from './outcome.ts'
import { papersMeant, saysNothing } from './paper-meant.ts'
import { papersAbout } from './papers-about.ts'
import { type Quote, quoteOf } from './quote.ts'
import type { Scope } from './scope.ts'
import { askedExtreme } from './superlative.ts'

const SENTENCES = 3
// "the maze paper"
const BY_TOPIC = /^the (.+) (?:paper|study|article)$/i
const NOTHING: Answer = { outcome: 'nothing_found', nearest: [] }

/**
 * The answer to a question that asks for no sentence as such: for authors, years and links, for a paper's gist, or for
 * the most extreme of all numbers of a kind. Undefined for every other question.
 */
export async function specialAnswer(question: string, scope: Scope): Promise<Answer | undefined> {
  return (await stated(question, scope)) ?? (await ofOnePaper(question, scope)) ?? (await mostExtreme(question, scope))
}

/** What is known of papers beside their texts: their titles as quotes, so that an answer can be gone on from. */
async function stated(question: string, scope: Scope): Promise<Answer | undefined> {
  const asked = askedFact(question)
  if (!asked) return undefined
  const told = statedFacts(asked, 'of' in asked ? await meantBy(asked.of, scope) : [], scope)
  // Who wrote a paper that is not here is in none that is.
  if (!told) return 'of' in asked && asked.isStrict ? NOTHING : undefined
  const titles = (ids: readonly string[]) => ids.flatMap((id) => titleOf(id, scope.library))
  if ('facts' in told) {
    return { outcome: 'answered', quotes: titles(told.facts.map(({ paperId }) => paperId)), facts: told.facts }
  }
  return { outcome: 'nothing_found', nearest: titles(told.lacking.paperIds), lacking: told.lacking }
}

function titleOf(id: string, library: Library): Quote[] {
  const paper = library.get(id)?.paper
  return paper ? [quoteOf(paper, 'title', { start: 0, end: paper.title.length })] : []
}

/** The papers that words mean: by their names, or the one that is most on a topic: "the paper on Turkish". */
async function meantBy(words: string, scope: Scope): Promise<string[]> {
  const named = papersMeant(words, scope)
  const topic = scope.papers || named.length > 0 ? undefined : (askedTopic(words) ?? BY_TOPIC.exec(words)?.[1])
  if (topic === undefined) return named
  const [best] = await papersAbout(topic, { ...scope, limit: 1 })
  return best ? [best.read.paper.id] : []
}

/** What one paper as a whole is about, or a part of that. */
async function ofOnePaper(question: string, scope: Scope): Promise<Answer | undefined> {
  const asked = askedGist(question)
  if (!asked) return undefined
  // "what is this paper about?", where none is in view.
  if (!scope.papers && saysNothing(asked.of)) return NOTHING
  const [id, ...others] = await meantBy(asked.of, scope)
  const read = id && others.length === 0 ? scope.library.get(id) : undefined
  if (!read || read.sentences.length === 0) return undefined
  const spans = gistOf(read, asked.part).slice(0, scope.limit ?? SENTENCES)
  return { outcome: 'answered', quotes: spans.map((span) => quoteOf(read.paper, 'abstract', span)) }
}

/** The largest, smallest or best number of its kind in all papers; for one that is named its own sentences answer. */
async function mostExtreme(question: string, scope: Scope): Promise<Answer | undefined> {
  const asked = scope.papers ? undefined : askedExtreme(question)
  if (!asked || scope.library.namedIn(asked.topic).length > 0) return undefined
  const quotes = (await extremes(asked, scope)).slice(0, scope.limit ?? SENTENCES)
  return quotes.length > 0 ? { outcome: 'answered', quotes } : undefined
}
