/** What is known of a paper besides its texts, where its source told. */
export type Known = 'authors' | 'year' | 'link'
/** What people ask about papers and no source here tells. */
export type Untold = 'venue' | 'citations' | 'affiliations'

/** Something known of a paper, in no words of its texts: the bot states it itself, and never as a quote. */
export interface Fact {
  paperId: string
  what: Known
  value: string
}

/** What was asked about papers that are here, and is not known of them; no papers where nobody's name is among authors. */
export interface Lacking {
  what: Known | Untold
  paperIds: string[]
}
