/** Forms on Discord: a title and a label hold 45 characters, a description 100. */
export const form = {
  'form.askOn': 'Ask a follow-up',
  'form.question': 'Your question',
  'form.questionHelp': 'Of the papers above: “and how much memory?”, “what about the second one?”',
  'form.report': 'Report a wrong quote',
  'form.remark': 'What is wrong with it?',
  'form.remarkHelp': 'It goes to those who look after this server, with the quote and your name.',
} as const
