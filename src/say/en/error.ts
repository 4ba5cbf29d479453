/** What a person is told when something cannot be done: what it was, and the mend. */
export const error = {
  'error.bug': 'Something broke here that should not have. Tell whoever runs this bot: {{id}}.',
  'error.commandGone': '“{{name}}” is not here any more.',
  'error.notAllowed': '/{{command}} is for those who may manage the server.',
  'error.offerGone': 'I no longer know what this is: ask with /ask.',
  'error.busy': 'Too many people ask at once: try again in a minute.',
  'error.formGone': 'I no longer know this form: ask with /ask.',
  'error.requestGone': 'I no longer know this question: please ask it again.',
} as const
