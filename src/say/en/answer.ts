/** Answers, what an earlier one has become, and what an answer as a file says. */
export const answer = {
  // question: as it was understood after an earlier one.
  'answer.readAs': 'Read as “{{question}}”.',
  'answer.origin_one': 'Looked through {{count}} paper. Answer {{id}} of index {{indexVersion}}.',
  'answer.origin_other': 'Looked through {{count}} papers. Answer {{id}} of index {{indexVersion}}.',
  'answer.nothing': 'Nothing in these papers answers that.',
  'answer.nothingInPaper': 'Nothing in “{{title}}” answers that.',
  'answer.nothingInShown_one': 'Nothing in the paper shown before answers that.',
  'answer.nothingInShown_other': 'Nothing in the {{count}} papers shown before answers that.',
  // Said in the other languages, below a refusal.
  'answer.askInEnglish': 'Questions are understood in English, as the papers are.',
  'answer.nearest': 'The nearest sentences are shown; they are not an answer. Try other words, or /search.',
  // count: of sentences. The lines after it say what has changed.
  'answer.added_one': '{{count}} of the sentences below was not in it.',
  'answer.added_other': '{{count}} of the sentences below were not in it.',
  'answer.reordered': 'The same sentences come in another order.',
  'answer.same': 'The papers here have changed since; this answer has not.',
  // paper, here and below: its id.
  'answer.paperGone': 'A sentence of {{paper}} is gone: the paper is no longer here.',
  'answer.notBest': 'A sentence of {{paper}} is no longer among the best.',
  'answer.titleChanged': 'The title of {{paper}} has changed since, and the sentence with it.',
  'answer.abstractChanged': 'The abstract of {{paper}} has changed since, and the sentence with it.',
  'answer.sentenceStands': '{{paper}} has a new version; this sentence stands as it was.',
  'answer.sentenceGone': '{{paper}} has a new version, which no longer has this sentence.',
  // numbers: a list of the two messages that follow.
  'answer.numbersChanged': '{{paper}} has a new version with other numbers: {{numbers}}.',
  'answer.numberNow': '{{before}} is now {{now}}',
  'answer.numberGone': '{{before}} is no longer there',
  // change: a whole sentence.
  'answer.asItWas': 'As it was. {{change}}',
  'answer.sinceThen': 'Answer {{id}} was given from index {{indexVersion}}. Since then:',
  // fromPapers: “from 2 papers”, as paper.from says it. file: its name.
  'answer.exported_one': '{{count}} quote {{fromPapers}} in {{file}}',
  'answer.exported_other': '{{count}} quotes {{fromPapers}} in {{file}}',
  'answer.leftOut_one': '{{count}} quote left out, because the text has changed since',
  'answer.leftOut_other': '{{count}} quotes left out, because the text has changed since',
} as const
