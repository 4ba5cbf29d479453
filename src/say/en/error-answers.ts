/** What cannot be answered, checked, listed or exported, and the mend. */
export const errorAnswers = {
  'error.noNumbersAsked': 'Say which numbers: words (speedups above 3x), a paper, a kind, a metric or a unit.',
  'error.minAboveMax': 'min {{min}} is above max {{max}}: swap them.',
  'error.otherVersionAnswer': 'Answer {{id}} was given by another version of this bot: ask again.',
  'error.nothingToExportNamed': 'Say what to export: the id of an answer, a paper or a topic.',
  'error.nothingFoundToExport': 'Nothing was found for “{{question}}”: there is nothing to export.',
} as const
