/** What can be asked, and what is here. */
export const help = {
  'help.heading': 'Verbatim answers with the papers’ own words, and with nothing else.',
  // command: its name, such as daily set; description: what it does.
  'help.command': '/{{command}}: {{description}}',
  // command: as it is typed, with words that fill its options.
  'help.example': 'e.g. /{{command}}',
  'help.here': 'What is here',
  'help.papers': 'papers',
  'help.sentences': 'sentences',
  'help.claims': 'claims',
  'help.model': 'model',
  // Of how many papers the model has read the texts.
  'help.embedded': 'embedded',
  // What finds words.
  'help.engine': 'engine',
  'help.indexVersion': 'indexVersion',
} as const
