import type { Paper, Span } from '../papers/paper.ts'
import { createRecent } from '../papers/recent.ts'
import type { KnownTexts } from '../papers/texts.ts'
import { contentWords, tokenize } from './tokenize.ts'

/** A paper's texts as index terms, in order. */
export interface PaperTerms {
  paper: Paper
  title: ReadonlySet<string>
  titleTerms: readonly string[]
  titleWords: readonly number[]
  sentences: readonly { span: Span; terms: readonly string[]; words: readonly number[] }[]
  /** Those of the title and of all sentences. */
  held: ReadonlySet<string>
  /** The words of both as written, less stop words, each once; title and sentences name theirs by place. */
  words: readonly string[]
}

// One question reads some forty papers, and the next one often the same. About 10 MB.
const MOST_KEPT = 1000
// Abstracts have some 120; a text of any length may be imported.
const MOST_WORDS = 1000

/** Reads papers as terms once for the questions that look at them one after the other. */
export function createPaperTerms(papers: KnownTexts, sentences: (text: string) => Span[]) {
  const recent = createRecent<PaperTerms>(MOST_KEPT)
  function read(paper: Paper): PaperTerms {
    const titleTerms = tokenize(paper.title)
    const placeOf = new Map<string, number>()
    const placesOf = (text: string) =>
      contentWords(text).flatMap((word) => {
        const place = placeOf.get(word) ?? placeOf.size
        if (place >= MOST_WORDS) return []
        placeOf.set(word, place)
        return place
      })
    const titleWords = placesOf(paper.title)
    const own = sentences(paper.abstract).map((span) => {
      const text = paper.abstract.slice(span.start, span.end)
      return { span, terms: tokenize(text), words: placesOf(text) }
    })
    const held = new Set(titleTerms)
    for (const { terms } of own) for (const term of terms) held.add(term)
    const words = [...placeOf.keys()]
    const title = new Set(titleTerms)
    return recent.put(paper.id, { paper, title, titleTerms, titleWords, sentences: own, held, words })
  }
  return {
    /** Those of `ids` that are known, in the order of `ids`. */
    some(ids: readonly string[]): PaperTerms[] {
      const missing = papers.some(ids.filter((id) => !recent.has(id)))
      const fresh = new Map(missing.map((paper) => [paper.id, read(paper)]))
      return ids.flatMap((id) => fresh.get(id) ?? recent.get(id) ?? [])
    },
    /** Papers whose texts are others now. */
    drop(ids: readonly string[]) {
      for (const id of ids) recent.drop(id)
    },
  }
}
