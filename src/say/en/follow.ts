/** Topics that a person follows. */
export const follow = {
  // Of the message that tells of new papers.
  'follow.heading_one': '{{count}} new paper on what you follow · {{id}}',
  'follow.heading_other': '{{count}} new papers on what you follow · {{id}}',
  'follow.more_one': 'And {{count}} more paper: /topic lists them.',
  'follow.more_other': 'And {{count}} more papers: /topic lists them.',

  'follow.isSet': 'You follow “{{topic}}”',
  'follow.isChanged': 'Changed: “{{topic}}”',
  'follow.isEnded': 'You no longer follow “{{topic}}”',
  'follow.list': 'You follow',
  'follow.nothing': 'You follow nothing yet: /follow a topic',
  // {{how}}: one of the next four, and follow.quiet behind a comma where there are quiet hours; {{why}} is one of paused.….
  'follow.line': '“{{topic}}”: {{how}}.',
  'follow.lineZone': '“{{topic}}”: {{how}} ({{zone}}).',
  'follow.linePaused': '“{{topic}}”: {{how}}. Paused: {{why}}; /follow it again to go on.',
  'follow.lineZonePaused': '“{{topic}}”: {{how}} ({{zone}}). Paused: {{why}}; /follow it again to go on.',
  'follow.atOnceByMessage': 'at once by private message',
  'follow.atOnceByMention': 'at once by a mention in channel {{channel}}',
  'follow.dailyByMessage': 'every day at {{time}} by private message',
  'follow.dailyByMention': 'every day at {{time}} by a mention in channel {{channel}}',
  'follow.quiet': 'not from {{from}} to {{to}}',

  'follow.pausedNotice':
    'What you follow in channel {{channel}} cannot be told there any more: {{why}}. It is paused; /follow sets it anew.',
} as const
