/** The papers on a topic. */
export const topic = {
  'topic.none': 'No paper here is about “{{topic}}”.',
  'topic.nearest': 'The nearest papers are shown.',
  'topic.found_one': '{{count}} paper on “{{topic}}”',
  'topic.found_other': '{{count}} papers on “{{topic}}”',
  // phrase: words that the papers share, as one of them prints them.
  'topic.theme_one': 'Theme: “{{phrase}}”, {{count}} paper',
  'topic.theme_other': 'Theme: “{{phrase}}”, {{count}} papers',
  'topic.otherTheme_one': 'Theme: other, {{count}} paper',
  'topic.otherTheme_other': 'Theme: other, {{count}} papers',
  // axis: what the numbers of a table measure, as the chart messages name it.
  'topic.sideBySide': 'Side by side: {{axis}}',
  'topic.number': 'number',
  'topic.paper': 'paper',
  // Whose a number is: that of the method a paper compares itself with.
  'topic.baseline': 'baseline',
} as const
