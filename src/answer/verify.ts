import type { Library, ReadPaper } from '../papers/library.ts'
import type { Field, Span } from '../papers/paper.ts'
import type { Search } from '../search/search.ts'
import { tokenize } from '../search/tokenize.ts'
import { compare, overlap, type Tokenized, tokenized } from './compare.ts'
import { addressesIn, type Piece, piecesOf, readingsOf, withoutAddresses } from './pasted.ts'
import { type Quote, quoteOf } from './quote.ts'
import { tokensOf } from './words.ts'

export type Verdict = 'exact' | 'other_paper' | 'numbers_differ' | 'partial' | 'not_found'

/** What the papers say to one sentence of a pasted text. */
export interface Check {
  text: string
  verdict: Verdict
  /** The stored words it was compared with; none when nothing like it was found. */
  quote?: Quote
  differences: VerifiedDifference[]
  /** Whether it was found in another paper than the one named. */
  isElsewhere: boolean
}

/** A number of the pasted text and the stored one in its place, where there is one. */
export interface VerifiedDifference {
  text: string
  source?: Span
}

interface StoredText {
  read: ReadPaper
  field: Field
  stored: Tokenized
}

interface Finding {
  read: ReadPaper
  field: Field
  span: Span
  verdict: Exclude<Verdict, 'not_found' | 'other_paper'>
  likeness: number
  differences: VerifiedDifference[]
}

// Chosen on mutations of the development sentences (test/answer/verify.test.ts): below, sentences of other papers that
// share their turns of phrase come in; above, sentences with a clause left out fall away.
const ALIKE = 0.6
const ALIKE_WITH_OTHER_NUMBERS = 0.7
const FEWEST_WORDS_ALIKE = 2
/** The same for a sentence that names a paper and is found in another one. */
const ALIKE_ELSEWHERE = 0.85
/** Papers whose words are counted for each piece, and the texts with the most of them that are compared in order. */
const PAPERS_LOOKED_AT = 40
const TEXTS_COMPARED = 5
const LEAST_OVERLAP = 0.5
/** Share of a paraphrase's terms that one sentence must hold to be called its source, and the fewest terms. */
const SHARED_TERMS = 0.7
const FEWEST_TERMS = 4
const LONGEST_ANNOUNCEMENT = 12
const RANK = { exact: 3, numbers_differ: 2, partial: 1 } as const

/**
 * Checks each sentence of a pasted text against the stored texts. `paper` names the paper it is said to be from; else
 * links, ids, titles and names around a sentence do.
 */
export async function verify(
  text: string,
  { library, search, paper }: { library: Library; search: Search; paper?: ReadPaper },
): Promise<Check[]> {
  const checks: Check[] = []
  const linked = papersAt(addressesIn(text), library)
  /** What a title or a short line such as "LazyLLM says:" announced last. */
  let announced: string[] = []
  for (const piece of piecesOf(text)) {
    const { hits } = await search.search(piece.text, { limit: PAPERS_LOOKED_AT, mode: 'lexical' })
    const near = library.some(hits.map(({ id }) => id))
    const titled = near.filter((read) => introducesBy(read, piece.text))
    const own = titled.map((read) => read.paper.id)
    const said = firstOf(paper ? [paper.paper.id] : [], own, attributed(piece, library), announced, linked)
    const reads = library.some([...new Set([...said, ...near.map((read) => read.paper.id)])])
    const untitled = titled.map((read) => readingsOf(piece.text.replace(read.paper.title, ' ').replace(/^[\W_]+/, '')))
    // A method's name in a sentence says which paper it is about, though a paper may well speak of another's.
    const about = library.namedIn(piece.text)
    const found = best([piece.readings, ...untitled], reads, { said, about })
    if (found?.verdict === 'exact' && found.field === 'title') announced = [found.read.paper.id]
    else if (!found && piece.text.split(/\s+/).length <= LONGEST_ANNOUNCEMENT)
      announced = firstOf(library.namedIn(piece.text), announced)
    checks.push(checkOf(piece, found, said))
  }
  return checks
}

/** Whether a piece is more than a paper's title and holds the whole of it. */
function introducesBy({ paper: { title } }: ReadPaper, piece: string): boolean {
  return piece.length > title.length + 20 && title.length > 10 && piece.includes(title)
}

function firstOf(...lists: string[][]): string[] {
  return lists.find((list) => list.length > 0) ?? []
}

function papersAt(addresses: readonly string[], library: Library): string[] {
  return [...new Set(addresses.flatMap((address) => library.byAddress(address)?.paper.id ?? []))]
}

function checkOf(piece: Piece, found: Finding | undefined, said: readonly string[]): Check {
  if (!found) return { text: piece.text, verdict: 'not_found', differences: [], isElsewhere: false }
  const { read, field, span, verdict, differences } = found
  const isElsewhere = said.length > 0 && !said.includes(read.paper.id)
  return {
    text: piece.text,
    verdict: verdict === 'exact' && isElsewhere ? 'other_paper' : verdict,
    quote: quoteOf(read.paper, field, span),
    differences,
    isElsewhere,
  }
}

/** The papers that a piece says it is from: links beside it, or names in what introduces a quotation. */
function attributed(piece: Piece, library: Library): string[] {
  const quotation = piece.readings.at(-1) ?? piece.text
  const introduction = withoutAddresses(piece.text.replace(quotation, ' '))
  const credited = piece.credit ? library.titled(piece.credit) : []
  const byName = piece.credit ? library.namedIn(piece.credit) : []
  return firstOf(
    papersAt(piece.addresses, library),
    credited,
    byName,
    quotation === piece.text ? [] : library.namedIn(introduction),
  )
}

/**
 * The finding that says most: the same words first, in a paper that the text names before another. Of each list of
 * readings the first is the whole, the others leave something out.
 */
function best(
  readings: readonly (readonly string[])[],
  reads: readonly ReadPaper[],
  { said, about }: { said: readonly string[]; about: readonly string[] },
): Finding | undefined {
  const isAbout = (read: ReadPaper) => Number(about.includes(read.paper.id))
  const isSaid = (read: ReadPaper) => Number(said.includes(read.paper.id))
  const texts = reads.flatMap((read) =>
    (['abstract', 'title'] as const).map((field) => ({ read, field, stored: tokenized(read.paper[field]) })),
  )
  const findings = readings.flatMap(([whole = '', ...shorter]) =>
    [whole, ...shorter.filter((words) => !leavesNumberOut(whole, words))].flatMap((words) => {
      const reading = tokenized(words)
      return texts
        .map((text) => ({ ...text, shared: overlap(reading, text.stored) }))
        .filter(({ shared }) => shared >= LEAST_OVERLAP)
        .sort((a, b) => b.shared - a.shared || isSaid(b.read) - isSaid(a.read))
        .slice(0, TEXTS_COMPARED)
        .flatMap((text) => findingsIn(reading, text))
        .filter((finding) => words === whole || !isCutOut(whole, words, finding))
    }),
  )
  const paraphrased = findings.length > 0 ? [] : reads.flatMap((read) => paraphraseIn(readings[0]?.[0] ?? '', read))
  const isLikely = (finding: Finding) =>
    about.length === 0 || isAbout(finding.read) || isSaid(finding.read) || finding.likeness >= ALIKE_ELSEWHERE
  return [...findings, ...paraphrased]
    .filter(isLikely)
    .sort(
      (a, b) =>
        Number(b.verdict === 'exact') - Number(a.verdict === 'exact') ||
        isSaid(b.read) - isSaid(a.read) ||
        isAbout(b.read) - isAbout(a.read) ||
        b.likeness - a.likeness ||
        RANK[b.verdict] - RANK[a.verdict],
    )[0]
}

/** Whether a number other than a year would go unchecked: "It reaches 99%: …" is more than the words behind the colon. */
function leavesNumberOut(whole: string, reading: string): boolean {
  const rest = withoutAddresses(whole).replace(reading, ' ')
  return tokensOf(rest).some(({ kind, key }) => kind === 'number' && !/^(?:19|20)\d\d$/.test(key))
}

/** Whether what a shorter reading leaves out is the rest of the stored sentence, and no introduction to a quotation. */
function isCutOut(whole: string, reading: string, { read, field, span }: Finding): boolean {
  const rest = tokenized(whole.replace(reading, ' '))
  if (rest.tokens.every(({ kind }) => kind === 'sign')) return false
  const { start, end } = sentenceAround(read, field, span)
  const text = read.paper[field]
  return overlap(rest, tokenized(`${text.slice(start, span.start)} ${text.slice(span.end, end)}`)) >= LEAST_OVERLAP
}

function findingsIn(reading: Tokenized, { read, field, stored }: StoredText): Finding[] {
  const found = compare(reading, stored)
  if (!found) return []
  const { same, likeness, wordsAlike, shareAlike, numbers, words, source } = found
  const base = { read, field, likeness }
  if (same) return [{ ...base, span: source, verdict: 'exact', differences: [] }]
  if (wordsAlike < FEWEST_WORDS_ALIKE || shareAlike < LEAST_OVERLAP) return []
  const shown = ({ pasted, source }: (typeof numbers)[number]) => ({
    text: reading.text.slice(pasted.start, pasted.end),
    source,
  })
  const span = sentenceAround(read, field, source)
  if (numbers.length > 0 && likeness >= ALIKE_WITH_OTHER_NUMBERS)
    return [{ ...base, span, verdict: 'numbers_differ', differences: numbers.map(shown) }]
  return likeness >= ALIKE
    ? [{ ...base, span, verdict: 'partial', differences: [...numbers, ...words].map(shown) }]
    : []
}

/** A sentence that holds most of the words in another order; its numbers decide between the verdicts. */
function paraphraseIn(text: string, read: ReadPaper): Finding[] {
  const terms = [...new Set(tokenize(text))].filter((term) => !/^[\d.,%]+$/.test(term))
  if (terms.length < FEWEST_TERMS) return []
  return read.sentences.flatMap((span) => {
    const stored = read.paper.abstract.slice(span.start, span.end)
    const own = new Set(tokenize(stored))
    const likeness = terms.filter((term) => own.has(term)).length / terms.length
    if (likeness < SHARED_TERMS) return []
    const numbers = (words: string) => tokensOf(words).filter(({ kind }) => kind === 'number')
    const known = new Set(numbers(stored).map(({ key }) => key))
    const strange = numbers(text).filter(({ key }) => !known.has(key))
    const differences = strange.map(({ key }) => ({ text: key }))
    const verdict = strange.length > 0 ? ('numbers_differ' as const) : ('partial' as const)
    return [{ read, field: 'abstract' as const, span, verdict, likeness, differences }]
  })
}

/** What is shown beside a text that differs: the whole sentences it resembles. */
function sentenceAround(read: ReadPaper, field: Field, { start, end }: Span): Span {
  if (field === 'title') return { start: 0, end: read.paper.title.length }
  const touched = read.sentences.filter((sentence) => sentence.start < end && sentence.end > start)
  return { start: Math.min(start, touched[0]?.start ?? start), end: Math.max(end, touched.at(-1)?.end ?? end) }
}
