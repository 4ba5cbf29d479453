/** What papers say to the sentences of a pasted text. */
export const verify = {
  'verify.exact': 'Exact: these are the words of the paper.',
  'verify.otherPaper': 'Exact, but from another paper than the one named: this one.',
  'verify.numbersDiffer': 'The numbers differ from the paper’s.',
  'verify.partial': 'Partial: the paper says something like it, in these words. What differs is bold.',
  'verify.notFound': 'Not found in these papers.',
  'verify.elsewhere': 'It is from another paper than the one named.',
  'verify.noSentence': 'There is no sentence in this text.',
  // counts: a list of the messages that follow; how many of the sentences are so.
  'verify.checked_one': '{{count}} sentence: {{counts}}',
  'verify.checked_other': '{{count}} sentences: {{counts}}',
  'verify.exactCount_one': '{{count}} exact',
  'verify.exactCount_other': '{{count}} exact',
  'verify.otherPaperCount_one': '{{count}} from another paper',
  'verify.otherPaperCount_other': '{{count}} from another paper',
  'verify.numbersDifferCount_one': '{{count}} with other numbers',
  'verify.numbersDifferCount_other': '{{count}} with other numbers',
  'verify.partialCount_one': '{{count}} partial',
  'verify.partialCount_other': '{{count}} partial',
  'verify.notFoundCount_one': '{{count}} not found',
  'verify.notFoundCount_other': '{{count}} not found',
  // rows: of an exported file, each with what is wrong in it.
  'verify.notRead': 'Not read: {{rows}}',
} as const
