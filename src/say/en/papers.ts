/** How papers come in. */
export const papers = {
  // Each blank is a number of papers.
  'papers.added': '{{added}} added, {{updated}} changed, {{unchanged}} here already, {{rejected}} not added',
  // {{where}}: an id, or a place in what was sent.
  'papers.notAdded': 'Not added, {{where}}: {{reason}}',
  // Reasons of papers.notAdded.
  'papers.textStays': 'here already; its text stays as it is',
  'papers.tooMany': 'more than {{most}} at once: add it by itself',
  'papers.andMore_one': 'And {{count}} paper more.',
  'papers.andMore_other': 'And {{count}} papers more.',

  // On the terminal.
  'papers.imported': '{{added}} added, {{updated}} updated, {{unchanged}} unchanged, {{rejected}} rejected',
  'papers.newsAdded': '{{added}} added',
  // {{source}}: a name; {{number}}: papers on the list of a day, {{date}}: “2026-11-28”.
  'papers.newsListed': '{{source}}: {{number}} on the list of {{date}}',
  'papers.newsFails': '{{source}} does not answer: {{reason}}',
  'papers.copied': 'Copied to {{file}}',
} as const
