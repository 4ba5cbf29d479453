/** What is wrong with a filled-in option beyond its type and range; the schemas say the same words in English. */
export const optionFlaw = {
  'error.flawChannel': 'is no channel',
  'error.flawTime': 'is no time of day such as 09:30',
  'error.flawZone': 'is no IANA time zone such as Europe/Berlin',
  'error.flawMessageLink': 'is no link of a message',
} as const

/** What a person is told when the app, the papers or the options do not allow what they asked. */
export const errorApp = {
  ...optionFlaw,
  'error.discordOnly': 'This works on Discord alone, where the bot knows who asks.',
  'error.discordUnreachable': 'Discord did not take my answer in time: please ask again.',
  'error.notFindable':
    'The papers are kept, but cannot be found before the bot starts again: whoever runs it must look whether there is room on its disk.',
  'error.diskFull':
    'Nothing can be saved, the disk of this bot is full or read-only: whoever runs it must make room. Questions are answered all the same.',
  'error.unknownPaper': 'No paper here is “{{words}}”: give its id, its link or words of its title.',
  'error.unknownAnswer': 'No answer “{{id}}” is kept here: take the id from the end of an answer.',
  'error.noSources': 'This bot reads nothing from the network: paste the papers instead.',
  // reason: what the network said, in English.
  'error.unreadableFile': 'The file cannot be read: {{reason}}. Send it again.',
  // reasons: what each source said, in English, with semicolons between.
  'error.sourcesDown': 'These papers cannot be looked up now ({{reasons}}): try later, or add them as BibTeX.',
  'error.noLookups':
    'These papers cannot be looked up now (this bot asks no source): try later, or add them as BibTeX.',
  // file: the name of a file, or what was sent: error.theFile, error.theText.
  'error.emptyImport': '{{file}} is empty: give it papers, one JSON object a line.',
  'error.wrongEncoding': '{{file}} is not UTF-8 any more: convert it anew.',
  'error.brokenJson': '{{file}} is broken JSON: fetch it again.',
  'error.unknownFormat':
    '{{file}} holds no paper that can be read: give JSON lines ({"id", "title", "abstract"}), Hugging Face JSON, arXiv Atom, BibTeX, or a page of titles and abstracts.',
  'error.noAtom': "{{file}} is XML, but no Atom feed: give arXiv's API answer.",
  'error.xmlDoctype': '{{file}} is XML with a DOCTYPE, which no feed of papers has: fetch it again.',
  // reason: what the XML reader said, in English.
  'error.xmlBroken': '{{file}} is broken XML in line {{line}} ({{reason}}): fetch it again.',
  'error.xmlStrange': '{{file}} is XML that no feed of papers has: fetch it again.',
  'error.theFile': 'The file',
  'error.theText': 'The text',
  // command: its name, such as daily set; options: a list of their names.
  'error.unknownOption': '{{command}} has no option {{given}}: its options are {{options}}.',
  'error.noOptions': '{{command}} has no option {{given}}: its options are none.',
  'error.notAnObject': '{{command}} takes an object of options, and got {{given}}.',
  'error.missingOption': '{{command}} needs the option {{option}}.',
  // meaning: what the option is, such as: Your question, in your own words.
  'error.missingOptionMeaning': '{{command}} needs the option {{option}} ({{meaning}}).',
  // flaw: what is wrong, such as: is no channel; given: what came, as JSON.
  'error.wrongOption': '{{command}}, option {{option}}: {{flaw}}; got {{given}}.',
  'error.wrongOptionMeaning': '{{command}}, option {{option}} ({{meaning}}): {{flaw}}; got {{given}}.',
} as const
