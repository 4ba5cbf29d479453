import { z } from 'zod'
import { quoteOf } from '../src/answer/quote.ts'
import { paperResult, quoteResult } from '../src/answer/result.ts'
import { type Check, type Verdict, verify as verifyText } from '../src/answer/verify.ts'
import type { App } from '../src/app.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import { quotesInCsv, type StatedQuote } from '../src/export/csv.ts'
import type { Span } from '../src/papers/paper.ts'
import { paperCard } from '../src/render/cards.ts'
import type { Card } from '../src/render/reply.ts'
import { listed } from '../src/say/listed.ts'
import type { Say } from '../src/say/say.ts'

const SAID = {
  exact: 'verify.exact',
  other_paper: 'verify.otherPaper',
  numbers_differ: 'verify.numbersDiffer',
  partial: 'verify.partial',
  not_found: 'verify.notFound',
} as const satisfies Record<Verdict, string>
const COUNTED = {
  exact: 'verify.exactCount',
  other_paper: 'verify.otherPaperCount',
  numbers_differ: 'verify.numbersDifferCount',
  partial: 'verify.partialCount',
  not_found: 'verify.notFoundCount',
} as const satisfies Record<Verdict, string>

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
  async run(app, { text, paper }, asker) {
    const say = voiceFor(asker)
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
        heading: heading(checks, say),
        cards: checks.map((check) => cardOf(app, check, say)),
        ...(rejected.length > 0 && { footer: say('verify.notRead', { rows: rejected.join('; ') }) }),
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

function heading(checks: readonly Check[], say: Say): string {
  const verdicts = Object.keys(COUNTED) as Verdict[]
  const counts = verdicts.flatMap((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length
    return count > 0 ? [say(COUNTED[verdict], { count })] : []
  })
  return checks.length === 0
    ? say('verify.noSentence')
    : say('verify.checked', { count: checks.length, counts: listed(say, counts) })
}

function cardOf({ library }: App, { text, verdict, quote, differences, isElsewhere }: Check, say: Say): Card {
  const read = quote && library.get(quote.paperId)
  const pasted = { text, bold: differences.flatMap((one) => placeOf(one.text, text)) }
  if (!quote || !read) return { quotes: [], pasted, lines: [say(SAID[verdict])] }
  const sources = differences.flatMap(({ source }) => source ?? [])
  const bold = sources.length > 0 ? { quotes: [{ quote, bold: sources }] } : {}
  const field = quote.field === 'title' ? { quotes: [] } : bold
  return paperCard(read, quote.field === 'title' ? [] : [quote], {
    ...field,
    ...(verdict !== 'exact' && { pasted }),
    lines: [say(SAID[verdict]), ...(isElsewhere && verdict !== 'other_paper' ? [say('verify.elsewhere')] : [])],
  })
}

function placeOf(words: string, text: string): Span[] {
  const start = text.indexOf(words)
  return start < 0 ? [] : [{ start, end: start + words.length }]
}
