import { hash } from 'node:crypto'
import type { Paper } from './paper.ts'
import { NO_TEXTS, textsHash, withText } from './texts-hash.ts'

/** Port: where the papers' texts are kept, read when they are needed. */
export interface Texts {
  get(id: string): Paper | undefined
  /** Those of `ids` that are known, in the order of `ids`. */
  some(ids: readonly string[]): Paper[]
  /** All of them as JSON, a part at a time, in the order they came. */
  parts(): Iterable<PaperJson[]>
  size(): number
  /** Names the papers as they are now, for `after`; undefined where that is not kept. */
  mark(): string | undefined
  /** Those that were put after a mark, as in `parts`, and maybe others; undefined when it is a mark of other papers. */
  after(mark: string): Iterable<PaperJson[]> | undefined
  /** Takes papers in, or others in their place. */
  put(papers: readonly Paper[]): void
}

export interface PaperJson {
  id: string
  json: string
}

/** The texts of all papers that are known, for those who look at many. */
export interface KnownTexts {
  size(): number
  get(id: string): Paper | undefined
  some(ids: readonly string[]): Paper[]
  /** Ids and hashes of all texts, a part at a time, in the order the papers came. */
  hashes(): Iterable<KnownText[]>
  /** Names all texts: the digest of their hashes, in whatever order they came. */
  digest(): string
}

export interface KnownText {
  id: string
  hash: string
}

/** Texts in memory: for what is small. */
export function createTextsInMemory(): Texts & KnownTexts {
  const known = new Map<string, Paper>()
  return {
    size: () => known.size,
    *hashes() {
      yield [...known.values()].map((paper) => ({ id: paper.id, hash: textsHash(paper) }))
    },
    digest: () => [...known.values()].reduce((all, paper) => withText(all, paper.id, textsHash(paper)), NO_TEXTS),
    get: (id) => known.get(id),
    some: (ids) => ids.flatMap((id) => known.get(id) ?? []),
    *parts() {
      yield [...known.values()].map((paper) => ({ id: paper.id, json: JSON.stringify(paper) }))
    },
    mark: () => undefined,
    after: () => undefined,
    put(papers) {
      for (const paper of papers) known.set(paper.id, paper)
    },
  }
}

/** Papers that are kept for good: a paper is put there before it is put into the texts. */
export interface KeptPapers {
  paper(id: string): Paper | undefined
  papersOf(ids: readonly string[]): Paper[]
  /** As they are kept, those of `ids`. */
  papersAsKept(ids: readonly string[]): PaperJson[]
  /** All of them, a part at a time, in the order they came. */
  paperParts(): Iterable<PaperJson[]>
  paperCount(): number
  /** Names the papers as they are now, for `papersAfter`; undefined where that cannot be told. */
  papersMark(): string | undefined
  /** Those put after a mark, a part at a time, oldest first; undefined when it is a mark of other papers. */
  papersAfter(mark: string): Iterable<PaperJson[]> | undefined
}

/** A corpus in memory and, behind it, papers that are kept for good; one of these stands in for the corpus's of its id. */
export function createTextsOver(corpus: readonly Paper[], kept: KeptPapers): Texts {
  const shipped = new Map(corpus.map((paper) => [paper.id, paper]))
  const shippedHash = hash('sha256', JSON.stringify(corpus), 'base64url').slice(0, 22)
  return {
    size: () => shipped.size + kept.paperCount() - kept.papersAsKept([...shipped.keys()]).length,
    mark() {
      const mark = kept.papersMark()
      return mark && `${shippedHash} ${mark}`
    },
    after(mark) {
      const [corpusHash, rest] = mark.split(/ (.*)/s)
      return corpusHash === shippedHash && rest !== undefined ? kept.papersAfter(rest) : undefined
    },
    get: (id) => kept.paper(id) ?? shipped.get(id),
    some(ids) {
      const found = new Map(kept.papersOf(ids).map((paper) => [paper.id, paper]))
      return ids.flatMap((id) => found.get(id) ?? shipped.get(id) ?? [])
    },
    *parts() {
      const instead = new Map(kept.papersAsKept([...shipped.keys()]).map(({ id, json }) => [id, json]))
      yield [...shipped.values()].map((paper) => ({
        id: paper.id,
        json: instead.get(paper.id) ?? JSON.stringify(paper),
      }))
      for (const part of kept.paperParts()) yield part.filter(({ id }) => !shipped.has(id))
    },
    put() {},
  }
}
