/** What a person is told when /daily, /follow, /add or what a team keeps cannot do something. */
export const errorDaily = {
  'error.dailyInServer': 'Daily posts belong to a channel: use /daily in a server.',
  'error.noSchedule': 'This channel gets no daily posts: /daily set sets them up.',
  'error.tooManyTopics': 'Give {{most}} topics at most, not {{given}}.',
  // {{days}}: what the person wrote.
  'error.noDays': '“{{days}}” names no days: give Mon-Fri, daily, or Mon, Wed.',
  'error.noTextChannel': 'Daily posts need a text channel: use /daily set there, or choose one.',
  // {{rights}}: a list of right.….
  'error.cannotPost': 'I cannot post there: give me {{rights}} in that channel, and set it again.',
  'error.channelElsewhere': 'That channel is of another server.',

  'error.tooManyFollowed_one': 'You follow {{count}} topic, which is the most: /unfollow one first.',
  'error.tooManyFollowed_other': 'You follow {{count}} topics, which is the most: /unfollow one first.',
  'error.cannotMention': 'I cannot write here: choose a private message, or a channel where I may post.',
  'error.notFollowed': 'You do not follow “{{topic}}”: /following shows what you follow.',
  'error.noQuietHours': '“{{hours}}” names no quiet hours: give them as 22:00-07:00.',

  'error.tooManySaved': 'You keep {{most}} papers and answers, the most there can be: /unsave one.',
  'error.notSaved': 'You do not keep “{{what}}”: /saved lists what you keep.',
  'error.voteInServer': 'Votes are for the daily posts of a server: use /vote there.',
  'error.settingsInServer': 'Settings belong to a server: use /settings there.',
  'error.reportsTwice': 'Choose a channel for reports, or no reports: not both.',
  'error.reportInServer':
    'Reports go to those who look after a server: ask there, and report the quote there, or tell whoever runs this bot.',
  'error.noReports':
    'This server takes no reports yet: those who manage it name a channel for them with /settings reports. Tell them.',
  // {{place}}: what the person wrote; {{id}}: of a paper.
  'error.textReplaced':
    '{{id}} has a new version since: /paper shows it, and there the sentence can be reported if it still stands.',
  'error.noPlace':
    '“{{place}}” is no place in the texts of {{id}}: give places such as abstract:120-240, or use the menu below an answer.',

  'error.noPapers':
    'I see no paper there: give an arXiv or Hugging Face link, an arXiv id such as 2408.08696, BibTeX, or a file.',
} as const
