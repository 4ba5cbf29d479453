import type { Known, Untold } from './fact.ts'
import { FACT_ROWS } from './fact-rows.ts'
import { wholeQuestion } from './whole-question.ts'

/** A question that the texts of papers do not answer, but what is kept beside them may. */
export type AskedFact =
  | { what: Known | Untold; of: string; isStrict: boolean }
  | { what: 'by'; name: string }
  | { what: 'from'; since: number; until: number }
  | { what: 'end'; isNewest: boolean }

/** What of a paper's metadata a question asks for; undefined where it asks for something else. */
export function askedFact(question: string): AskedFact | undefined {
  const words = wholeQuestion(question)
  for (const { what, asked, loose } of FACT_ROWS) {
    const of = asked.exec(words)?.[1]
    if (of === undefined) continue
    if (what === 'by') return { what, name: of }
    if (what === 'end') return { what, isNewest: !/^(?:oldest|earliest|first)$/i.test(of) }
    if (what === 'from') return yearsAsked(words, Number(of))
    return { what, of, isStrict: !loose }
  }
  return undefined
}

function yearsAsked(words: string, year: number): AskedFact {
  if (/\bsince\b/i.test(words)) return { what: 'from', since: year, until: Number.POSITIVE_INFINITY }
  if (/\bafter\b/i.test(words)) return { what: 'from', since: year + 1, until: Number.POSITIVE_INFINITY }
  if (/\bbefore\b/i.test(words)) return { what: 'from', since: 0, until: year - 1 }
  if (/\buntil\b/i.test(words)) return { what: 'from', since: 0, until: year }
  return { what: 'from', since: year, until: year }
}
