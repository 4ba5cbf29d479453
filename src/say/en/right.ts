/** Rights of a bot in a channel, as Discord itself names them in the language. */
export const right = {
  'right.ViewChannel': 'View Channel',
  'right.SendMessages': 'Send Messages',
  'right.EmbedLinks': 'Embed Links',
  'right.ReadMessageHistory': 'Read Message History',
  'right.CreatePublicThreads': 'Create Public Threads',
} as const
