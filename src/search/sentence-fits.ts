import type { PaperFit, SentenceFit } from './paper-fit.ts'
import type { createPaperTerms, PaperTerms } from './paper-terms.ts'
import type { createSemanticIndex } from './semantic.ts'
import { readTerms } from './term-fit.ts'
import type { createTextVectors } from './text-vectors.ts'
import type { createWordVectors } from './word-vectors.ts'

interface FitParts {
  terms: ReturnType<typeof createPaperTerms>
  /** Undefined without an embedder, as the two that follow. */
  semantic: ReturnType<typeof createSemanticIndex> | undefined
  textVectors: ReturnType<typeof createTextVectors> | undefined
  wordVectors: ReturnType<typeof createWordVectors> | undefined
  idf: (term: string) => number
}

/** How the texts of papers fit a query: gives those of the given papers that are known, in their order. */
export function createSentenceFits({ terms, semantic, textVectors, wordVectors, idf }: FitParts) {
  return async (query: string, ids: readonly string[]): Promise<{ fit: PaperFit; terms: PaperTerms }[]> => {
    const asked = readTerms(query, idf)
    const vectors = (await textVectors?.([query, ...asked.words])) ?? []
    const scores = semantic?.sentenceScores(vectors, ids)
    const [whole = new Float32Array(), ...words] = vectors
    const senses = asked.senses(words.map((word) => word.reduce((sum, value, i) => sum + value * (whole[i] ?? 0), 0)))
    const papers = terms.some(ids)
    const nearest = await wordVectors?.nearest(words, papers)
    return papers.map((own, i) => {
      const paperId = own.paper.id
      const known = scores?.get(paperId)
      const nearestOf = (places: readonly number[]) => nearest?.(i, places) ?? []
      const sentences = own.sentences.map(({ span, terms: found, words }, at): SentenceFit => {
        const { typical = 0, near: [meaning = 0, ...near] = [] } = known?.sentences[at] ?? {}
        return { span, meaning, typical, ...asked.fit(found, near, nearestOf(words)) }
      })
      const { shares: title, closest: titleClosest } = asked.fit(own.titleTerms, [], nearestOf(own.titleWords))
      const { weights, termWords } = asked
      const about = known?.about ?? 0
      const fit = { paperId, about, weights, senses, words: termWords, title, titleClosest, sentences }
      return { fit, terms: own }
    })
  }
}
