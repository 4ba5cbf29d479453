import type { Paper, Span } from '../papers/paper.ts'
import { createRecent } from '../papers/recent.ts'
import type { KnownTexts } from '../papers/texts.ts'
import { tokenize } from './tokenize.ts'

/** A paper's texts as index terms, in order. */
export interface PaperTerms {
  paper: Paper
  title: ReadonlySet<string>
  titleTerms: readonly string[]
  sentences: readonly { span: Span; terms: readonly string[] }[]
  /** Those of the title and of all sentences. */
  held: ReadonlySet<string>
}

// One question reads some forty papers, and the next one often the same. About 10 MB.
const MOST_KEPT = 1000

/** Reads papers as terms once for the questions that look at them one after the other. */
export function createPaperTerms(papers: KnownTexts, sentences: (text: string) => Span[]) {
  const recent = createRecent<PaperTerms>(MOST_KEPT)
  function read(paper: Paper): PaperTerms {
    const titleTerms = tokenize(paper.title)
    const own = sentences(paper.abstract).map((span) => ({
      span,
      terms: tokenize(paper.abstract.slice(span.start, span.end)),
    }))
    const held = new Set(titleTerms)
    for (const { terms } of own) for (const term of terms) held.add(term)
    return recent.put(paper.id, { paper, title: new Set(titleTerms), titleTerms, sentences: own, held })
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
