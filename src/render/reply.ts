import type { BarChart } from '../answer/comparable.ts'
import type { Quote } from '../answer/quote.ts'
import type { Span } from '../papers/paper.ts'
import type { Language } from '../say/language.ts'

/** A quote with the ranges inside it (offsets into the stored text, inside the quote) to show in bold. */
export interface ShownQuote {
  quote: Quote
  bold: Span[]
}

/** A line in the bot's own words; with `bold`, ranges of it that are marked. */
export type OwnLine = string | { text: string; bold: Span[] }

/** A link by its own name, or by what it leads to, which the reader's language names. */
export type CardLink = { label: string; url: string } | { to: 'code' | 'project'; url: string }

/** One card: mostly one paper. `lines` are the bot's own words, shown as such. */
export interface Card {
  /** A paper's title, cut from the stored text as a quote, with its link. Absent for a card of the bot's own words. */
  title?: { quote: Quote; url: string }
  quotes: ShownQuote[]
  /** Words of the person asking or reporting, shown as theirs, with the ranges (offsets into `text`) to show in bold. */
  pasted?: { text: string; bold: Span[]; by?: 'reporter' }
  /** Small table in the bot's own voice: labels and values. */
  table?: { columns: string[]; rows: string[][] }
  links?: CardLink[]
  lines?: OwnLine[]
  /** Whether people are asked if they want more papers like this one. */
  takesVotes?: boolean
}

/** What a command says, independent of where it is shown. Discord and the terminal both render this. */
export interface Reply {
  /** One line in the bot's own words ("3 papers", "Nothing in these papers answers that."). */
  heading: string
  cards: Card[]
  /** The language it is worded in, where it is shown later than it was worded; English when undefined. */
  language?: Language
  /** Who brings this, in the bot's own words with the person shown by name and not pinged: `Shared by`. */
  by?: { words: string; userId: string }
  /** Closing line in the bot's own words. */
  footer?: string
  /** Whether the cards are what is nearest, and no answer. */
  isNearest?: boolean
  /** The id under which the answer is kept, to be asked on from; `hasMore`: its first paper can be asked for more. */
  answer?: { id: string; hasMore: boolean }
  /** Comparable numbers, shown as a picture where pictures can be shown. */
  chart?: BarChart
  /** Texts offered as a file, for what is too long for a message. */
  files?: { name: string; text: string }[]
}
