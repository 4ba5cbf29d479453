import { sentenceBefore } from '../answer/context.ts'
import { type Quote, quoteOf } from '../answer/quote.ts'
import { claimsWithin } from '../answer/result.ts'
import type { TextClaim } from '../claims/claim.ts'
import { kindName } from '../claims/kind-name.ts'
import type { ReadPaper } from '../papers/library.ts'
import type { Span } from '../papers/paper.ts'
import { listed } from '../say/listed.ts'
import type { Say } from '../say/say.ts'
import type { Card, CardLink } from './reply.ts'

/** A card of one paper: its title with link, the given sentences of its abstract with their numbers in bold, its links. */
export function paperCard(read: ReadPaper, sentences: readonly Span[], extra: Partial<Card> = {}): Card {
  const { paper } = read
  return {
    title: { quote: quoteOf(paper, 'title', { start: 0, end: paper.title.length }), url: paper.url },
    quotes: sentences.map((span) => ({
      quote: quoteOf(paper, 'abstract', span),
      bold: boldIn(read, span),
    })),
    links: paperLinks(read),
    ...extra,
  }
}

function boldIn(read: ReadPaper, span: Span): Span[] {
  return claimsWithin(read, span).map(({ start, end }) => ({ start, end }))
}

/** The numbers of a paper as a small table: each as printed, with what it is about. */
export function claimTable({ paper }: ReadPaper, claims: readonly TextClaim[], say: Say): NonNullable<Card['table']> {
  const rows = claims.map(({ start, end, kind, metric, whose, change }) => {
    const about = [
      kindName(kind, say),
      ...(change === 'cost' ? [say('claims.cost')] : []),
      ...(whose === 'baseline' ? [say('claims.ofBaseline')] : []),
    ]
    return [paper.abstract.slice(start, end), listed(say, about), metric ?? '']
  })
  return { columns: [say('claims.number'), say('claims.kind'), say('claims.metric')], rows }
}

/** One card a paper for quotes in order, so that a paper quoted twice keeps one card. */
export function cardsOfQuotes(quotes: readonly Quote[], get: (id: string) => ReadPaper | undefined): Card[] {
  const byPaper = grouped(quotes)
  return [...byPaper].flatMap(([id, own]) => {
    const read = get(id)
    if (!read) return []
    const quotes = own.map((quote) => ({ quote: withContext(read, quote, own), bold: boldIn(read, quote) }))
    return [paperCard(read, [], { quotes })]
  })
}

/**
 * A quote from the sentence on that its first word points back to: together they stand as printed. Not where that
 * sentence is shown by itself.
 */
function withContext(read: ReadPaper, quote: Quote, shown: readonly Quote[]): Quote {
  const before = quote.field === 'abstract' ? sentenceBefore(read, quote) : undefined
  if (!before || shown.some(({ start }) => start === before.start)) return quote
  return quoteOf(read.paper, 'abstract', { start: before.start, end: quote.end })
}

/** Where an answer comes from, with what names it: the same id gives the same answer again. */
export function origin(papers: number, { id, indexVersion }: { id: string; indexVersion: string }, say: Say): string {
  return say('answer.origin', { count: papers, id, indexVersion })
}

function grouped(quotes: readonly Quote[]): Map<string, Quote[]> {
  const groups = new Map<string, Quote[]>()
  for (const quote of quotes) groups.set(quote.paperId, [...(groups.get(quote.paperId) ?? []), quote])
  return groups
}

// Names are the same in every language.
const LINK_NAMES = { arxiv: 'arXiv', huggingface: 'Hugging Face', pdf: 'PDF' } as const

function paperLinks({ paper: { links } }: ReadPaper): CardLink[] {
  const named = (['arxiv', 'huggingface', 'pdf'] as const).flatMap((key): CardLink[] => {
    const url = links[key]
    return url ? [{ label: LINK_NAMES[key], url }] : []
  })
  const told = (['code', 'project'] as const).flatMap((to): CardLink[] => {
    const url = links[to]
    return url ? [{ to, url }] : []
  })
  return [...named, ...told]
}
