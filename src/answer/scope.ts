import type { Library } from '../papers/library.ts'
import type { Search } from '../search/search.ts'

/** Where an answer is looked for. */
export interface Scope {
  library: Library
  search: Search
  /** The only papers to look in, those in view; all when undefined. */
  papers?: readonly string[] | undefined
  /** How many quotes at most; by the question when undefined. */
  limit?: number | undefined
}
