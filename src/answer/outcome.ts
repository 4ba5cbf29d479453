import type { Fact, Lacking } from './fact.ts'
import type { Quote } from './quote.ts'

/**
 * What the papers say to a question: the sentences that answer it, best first; or nothing, with the nearest ones. Where
 * it asks for what is known beside the texts, `facts` answer it, and the quotes are the titles of their papers; `lacking`
 * says what is not known.
 */
export type Answer =
  | { outcome: 'answered'; quotes: Quote[]; facts?: Fact[] }
  | { outcome: 'nothing_found'; nearest: Quote[]; lacking?: Lacking }
