/** Daily posts, in the language of their channel, and what is said to those who set them up. */
export const daily = {
  // Of a post. {{date}}: “Saturday, 28 November 2026”.
  'daily.heading_one': 'Daily papers · {{date}} · {{count}} new paper · post {{id}}',
  'daily.heading_other': 'Daily papers · {{date}} · {{count}} new papers · post {{id}}',
  'daily.headingLibrary': 'Daily papers · {{date}} · one of the library · post {{id}}',
  // Stands at the end of a heading: the post comes later than it was due.
  'daily.late': 'late',
  // The name of the thread below a post.
  'daily.thread': 'Papers of {{date}}',

  // Why a paper is in a post. {{listed}} is daily.listed or daily.listedVotes.
  'daily.whyTopic': 'Here because it is on “{{topic}}”',
  'daily.whyTopicListed': 'Here because it is on “{{topic}}”; {{listed}}',
  'daily.whyLike_one': 'Here because it is like “{{title}}”, which {{count}} person here wants more of',
  'daily.whyLike_other': 'Here because it is like “{{title}}”, which {{count}} people here want more of',
  'daily.whyLikeListed_one':
    'Here because it is like “{{title}}”, which {{count}} person here wants more of; {{listed}}',
  'daily.whyLikeListed_other':
    'Here because it is like “{{title}}”, which {{count}} people here want more of; {{listed}}',
  'daily.whyNew': 'Here because it is new: {{listed}}',
  // On a list of new papers; {{date}}: “2026-11-28”.
  'daily.listed': 'listed {{date}}',
  'daily.listedVotes_one': 'listed {{date}}, {{count}} upvote',
  'daily.listedVotes_other': 'listed {{date}}, {{count}} upvotes',

  // Why a post has no papers.
  'daily.emptyNoSource': 'There are no new papers: no source of them is set up (NEWS_SOURCES).',
  'daily.emptyWeekend': 'There are no new papers: the lists are empty at the weekend.',
  'daily.emptySourceDown':
    'There are no new papers: the source of the lists does not answer at present. I go on asking.',
  'daily.emptyNotComplete': 'There are no new papers: today’s list is not out yet.',
  'daily.emptyExcluded': 'There are no new papers but on topics that this channel excludes.',
  'daily.emptyShown': 'There are no new papers: all of the newest lists were shown here already.',
  'daily.emptyTaken': 'Another post with these papers is on its way.',

  // Replies to /daily.
  'daily.onItsWay_one': 'On its way: {{count}} paper',
  'daily.onItsWay_other': 'On its way: {{count}} papers',
  'daily.isSet': 'Daily posts are set up',
  'daily.isChanged': 'The daily posts are changed',
  'daily.isPaused': 'The daily posts are paused; /daily resume goes on',
  'daily.isResumed': 'The daily posts go on',
  'daily.isRemoved': 'No daily posts here any more. What was shown is remembered, should they be set up again.',
  'daily.status': 'Daily posts of this channel',
  // {{time}}: “09:00”; {{zone}}: “Europe/Berlin”; {{days}}: “Mon–Fri”, “Mon, Wed” or daily.everyDay.
  'daily.timetable_one': '{{time}} {{zone}}, {{days}}; up to {{count}} paper.',
  'daily.timetable_other': '{{time}} {{zone}}, {{days}}; up to {{count}} papers.',
  'daily.everyDay': 'every day',
  'daily.first': 'First: {{topics}}.',
  'daily.never': 'Never: {{topics}}.',
  'daily.sayWhenEmpty': 'A day without papers: the reason, once.',
  'daily.libraryWhenEmpty': 'A day without papers: one of the library.',
  // {{language}}: “German”, in the reader's language.
  'daily.language': 'Language of the posts: {{language}}.',
  // {{why}} is one of paused.….
  'daily.paused': 'Paused: {{why}}.',
  // {{time}}: “Sat 28 Nov, 09:00”; {{duration}} is daily.minutes, daily.hours or daily.days.
  'daily.next': 'Next post: {{time}}, in {{duration}}.',
  'daily.nextAfterDue': 'Due and waiting for today’s list; after it: {{time}}, in {{duration}}.',
  'daily.minutes_one': '{{count}} min',
  'daily.minutes_other': '{{count}} min',
  'daily.hours_one': '{{count}} h',
  'daily.hours_other': '{{count}} h',
  'daily.days_one': '{{count}} day',
  'daily.days_other': '{{count}} days',
  'daily.waiting_one': '{{count}} new paper not shown here yet.',
  'daily.waiting_other': '{{count}} new papers not shown here yet.',
  'daily.noSource': 'No source of new papers is set up: NEWS_SOURCES says which.',
  // {{source}}: a name such as “arXiv”; {{reason}}: what went wrong, in English.
  'daily.sourceFails': '{{source}} does not answer since {{time}}: {{reason}}.',
  'daily.sourceRead_one': '{{source}}: {{count}} paper on today’s list, read {{time}}.',
  'daily.sourceRead_other': '{{source}}: {{count}} papers on today’s list, read {{time}}.',
  'daily.sourceUnread_one': '{{source}}: {{count}} paper on today’s list, not read yet.',
  'daily.sourceUnread_other': '{{source}}: {{count}} papers on today’s list, not read yet.',

  // Replies to /daily why. {{date}}: “2026-11-28”.
  'daily.whyShown': 'Why it was shown here',
  'daily.whyNotShown': 'It was not shown here',
  'daily.shownIn': 'Shown in post {{id}}.',
  'daily.notListed': 'No list of new papers had it: it came with the corpus, an import or /add.',
  'daily.listTooOld': 'It was listed on {{date}} by {{source}}; lists older than four days are not looked at any more.',
  'daily.onExcluded':
    'It was listed on {{date}} by {{source}}, and is on a topic that this channel excludes ({{topics}}).',
  'daily.waitsItsTurn':
    'It was listed on {{date}} by {{source}}, and waits for one of the next posts: others came first, by topic, by what people here want more or less of, by day and by upvotes.',
  'daily.waitsItsTurnDisliked':
    'It was listed on {{date}} by {{source}}, and waits for one of the next posts: others came first, by topic, by what people here want more or less of, by day and by upvotes. It is like what people here want less of.',

  // Private messages to the person who set something up, when it stops by itself. {{why}} is one of paused.….
  'daily.pausedHeading': 'Paused · {{id}}',
  'daily.postsPaused': 'The daily posts in channel {{channel}}, which you set up, are paused: {{why}}.',
  'daily.postsPausedMend': 'When that is mended, /daily resume there goes on. No paper that was not shown is lost.',

  // Why something is paused: part of a sentence, behind a colon.
  'paused.byHand': 'by hand',
  'paused.channelGone': 'the channel is gone',
  'paused.serverGone': 'the server is gone',
  'paused.personGone': 'the person is gone',
  // {{rights}}: a list of right.….
  'paused.mayNotSee': 'I may not see the channel ({{rights}})',
  'paused.mayNotWrite': 'I may not write there ({{rights}})',
  'paused.takesNoMessages': 'the person takes no private messages from me',
  'paused.notTaken': 'Discord does not take the message',
  // {{code}}: a number of Discord's.
  'paused.refused': 'Discord refuses it ({{code}})',
} as const
