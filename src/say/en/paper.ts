/** One paper and others like it. */
export const paper = {
  'paper.likeIt': 'Papers like it:',
  'paper.similar_one': '{{count}} paper like “{{title}}”',
  'paper.similar_other': '{{count}} papers like “{{title}}”',
  // Inside of other messages, after what comes from them: “3 numbers, from 2 papers”.
  'paper.from_one': 'from {{count}} paper',
  'paper.from_other': 'from {{count}} papers',
  // Where a link leads.
  'paper.code': 'code',
  'paper.project': 'project',
} as const
