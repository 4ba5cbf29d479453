import { z } from 'zod'
import { quoteOf } from '../src/answer/quote.ts'
import { paperResult, quoteResult } from '../src/answer/result.ts'
import { type Check, type Verdict, verify as verifyText } from '../src/answer/verify.ts'
import type { App } from '../src/app.ts'
import { defineCommand } from '../src/command.ts'
import { quotesInCsv, type StatedQuote } from '../src/export/csv.ts'
import type { Span } from '../src/papers/paper.ts'
import { counted, paperCard } from '../src/render/cards.ts'
import type { Card } from '../src/render/reply.ts'

const SAID: Record<Verdict, string> = {
  exact: 'Exact: these are the words of the paper.',
  other_paper: 'Exact, but from another paper than the one named: this one.',
  numbers_differ: 'The numbers differ from the paper’s.',
  partial: 'Partial: the paper says something like it, in these words. What differs is bold.',
  not_found: 'Not found in these papers.',
}
const SHORT: Record<Verdict, string> = {
  exact: 'exact',
  other_paper: 'from another paper',
  numbers_differ: 'with other numbers',
  partial: 'partial',
  not_found: 'not found',
}

export const verify = defineCommand({
  name: 'verify',
  description: 'Checks a pasted sentence, claim or message against the papers, number by number',
  options: z.object({
    text: z
      .string()
      .trim()
      .min(1)
      .max(60_000)
      .describe('What to check: a sentence, a claim, a whole message, an exported CSV'),
    paper: z.string().trim().max(300).optional().describe('The paper it is said to be from: id, link or title'),
  }),
  positional: 'text',
  completes: { paper: 'papers' },
  example: 'verify Token Recycling requires <3MB of additional storage',
  onMessage: { name: 'Check the numbers', option: 'text' },
  async run(app, { text, paper }) {
    const { library, search } = app
    const named = paper ? app.findPaper(paper) : undefined
    const stated = quotesInCsv(text)
    const checks = stated
      ? (await Promise.all(stated.quotes.map((quote) => checksOf(app, quote)))).flat()
      : await verifyText(text, { library, search, ...(named && { paper: named }) })
    const rejected = stated?.rejected ?? []
    return {
      result: { checks: checks.map((check) => checkResult(app, check)), ...(rejected.length > 0 && { rejected }) },
      reply: {
        heading: heading(checks),
        cards: checks.map((check) => cardOf(app, check)),
        ...(rejected.length > 0 && { footer: `Not read: ${rejected.join('; ')}` }),
      },
    }
  },
})

/** What an exported quote says of its place is held against the stored text; one that moved is looked for. */
async function checksOf(
  { library, search }: App,
  { paper: id, field, start, end, quote: text }: StatedQuote,
): Promise<Check[]> {
  const read = library.byAddress(id)
  const isThere = read?.paper[field].slice(start, end) === text
  if (!read || !isThere) return verifyText(text, { library, search, ...(read && { paper: read }) })
  const quote = quoteOf(read.paper, field, { start, end })
  return [{ text, verdict: 'exact', quote, differences: [], isElsewhere: false }]
}

function checkResult({ library }: App, { text, verdict, quote, differences }: Check) {
  const read = quote && library.get(quote.paperId)
  if (!quote || !read) return { text, verdict }
  const words = (span: Span) => read.paper[quote.field].slice(span.start, span.end)
  const shown = differences.map((one) => ({ text: one.text, ...(one.source && { source: words(one.source) }) }))
  return {
    text,
    verdict,
    paper: paperResult(read.paper),
    quote: quoteResult(read, quote),
    ...(shown.length > 0 && { differences: shown }),
  }
}

function heading(checks: readonly Check[]): string {
  const verdicts = Object.keys(SHORT) as Verdict[]
  const counts = verdicts.flatMap((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length
    return count > 0 ? [`${count} ${SHORT[verdict]}`] : []
  })
  return checks.length === 0
    ? 'There is no sentence in this text.'
    : `${counted(checks.length, 'sentence')}: ${counts.join(', ')}`
}

function cardOf({ library }: App, { text, verdict, quote, differences, isElsewhere }: Check): Card {
  const read = quote && library.get(quote.paperId)
  const pasted = { text, bold: differences.flatMap((one) => placeOf(one.text, text)) }
  if (!quote || !read) return { quotes: [], pasted, lines: [SAID[verdict]] }
  const sources = differences.flatMap(({ source }) => source ?? [])
  const bold = sources.length > 0 ? { quotes: [{ quote, bold: sources }] } : {}
  const field = quote.field === 'title' ? { quotes: [] } : bold
  return paperCard(read, quote.field === 'title' ? [] : [quote], {
    ...field,
    ...(verdict !== 'exact' && { pasted }),
    lines: [
      SAID[verdict],
      ...(isElsewhere && verdict !== 'other_paper' ? ['It is from another paper than the one named.'] : []),
    ],
  })
}

function placeOf(words: string, text: string): Span[] {
  const start = text.indexOf(words)
  return start < 0 ? [] : [{ start, end: start + words.length }]
}
