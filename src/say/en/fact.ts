/** What is known of papers beside their texts, and what is not. */
export const fact = {
  // authors: their names as the source lists them.
  'fact.authors': 'Authors: {{authors}}',
  // year: of publication, as a number.
  'fact.year': 'Year: {{year}}',
  // link: an address.
  'fact.link': 'Link: {{link}}',
  'fact.noAuthors': 'The authors are not known here; the link leads to the paper.',
  'fact.noYear': 'The year is not known here; the link leads to the paper.',
  'fact.noLink': 'No link is known here.',
  'fact.noVenue': 'Where a paper was published is not known here; the link leads to the paper.',
  'fact.noCitations': 'Who cites a paper is not known here; the link leads to the paper.',
  'fact.noAffiliations': 'Where the authors work is not known here; the link leads to the paper.',
  'fact.nobody': 'No paper here lists such an author.',
  'fact.noneFrom': 'No paper here is known to be from that time.',
} as const
