/** What a team keeps: saved papers and answers, votes, settings of a server, reports of wrong quotes. */
export const team = {
  'team.kept': 'Kept; /saved lists what you keep',
  'team.keptAlready': 'Kept already',
  'team.noLongerKept': 'No longer kept',
  // {{count}}: papers and answers.
  'team.youKeep_one': 'You keep {{count}}, newest first',
  'team.youKeep_other': 'You keep {{count}}, newest first',
  'team.youKeepNothing': 'You keep nothing yet: /save something',
  'team.answerAgain': '/answer {{id}} gives this answer again',
  'team.paperGone': 'Paper {{id}} is no longer here; /unsave {{id}} takes it off your list',
  'team.answerGone': 'Answer {{id}} is no longer here; /unsave {{id}} takes it off your list',

  // By what the person who reads it has voted for; {{up}}, {{down}}: everybody's votes.
  'team.votesMore': '{{up}} for more, {{down}} for less like “{{title}}”; yours: more like this',
  'team.votesLess': '{{up}} for more, {{down}} for less like “{{title}}”; yours: less like this',
  'team.votesNone': '{{up}} for more, {{down}} for less like “{{title}}”; yours: no vote',

  'team.settings': 'What holds in this server',
  'team.answersPrivate': 'Answers: seen by the one who asked alone, until they are shared.',
  'team.answersPublic': 'Answers: seen by everybody in the channel.',
  'team.reportsIn': 'Reports of wrong quotes: in channel {{channel}}.',
  'team.reportsNowhere': 'Reports of wrong quotes: not taken; the option reports names a channel for them.',

  // To the person who reports a quote as wrong.
  'team.thanks': 'Thank you: report {{id}} goes to those who look after this server',
  'team.thanksAlready': 'Thank you: you reported this today already, as {{id}}',
  // The report in its channel. The name of a person follows behind “Reported by”.
  'team.reportHeading': 'A quote was reported as wrong · {{id}}',
  'team.reportedBy': 'Reported by',
  'team.reportedPaper': 'Paper {{id}}',
  'team.noQuoteNamed': 'No quote was named: the report is about the paper as it is shown',
  // {{place}}: “abstract:120-240”.
  'team.quoteEquals': '{{place}} of the text with SHA-256 {{hash}}: equals the stored text at its offsets',
  'team.quoteDiffers': '{{place}} of the text with SHA-256 {{hash}}: DIFFERS from the stored text at its offsets',
  // Labels of links.
  'team.linkSource': 'source',
  'team.linkMessage': 'the message',
  // A private message to the person who named the channel; the report stands below. {{why}} is one of paused.….
  'team.noReportsHeading': 'No reports any more · {{id}}',
  'team.noReports':
    'Reports of wrong quotes cannot be posted in channel {{channel}}, which you named for them: {{why}}. Nobody can report a quote in that server until /settings names a channel again. This is the report that did not come there:',
} as const
