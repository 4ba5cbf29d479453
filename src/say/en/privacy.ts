/** What the bot keeps, and what of it is about a person. */
export const privacy = {
  'privacy.heading': 'What is kept, on the computer this bot runs on and nowhere else',
  'privacy.papers': 'Papers: their titles, abstracts, authors and links.',
  'privacy.answers':
    'Answers: the question put to the bot, the places of the sentences shown, and the id of who asked; the newest 10,000 and those that somebody saved, so that /answer gives one again. No other message is read.',
  'privacy.dailyPosts':
    'Daily posts: ids of the channel, the server and who set them up, the settings, and which papers were shown.',
  'privacy.follows':
    'Follows: your id, your language, the topic, when and where you are told, and of which papers you were.',
  'privacy.saved':
    'Saved: your id, the ids of the papers and answers you keep, and since when. Votes: your id, the server, the paper, and more or less; others see the counts alone.',
  'privacy.servers':
    'Servers: whether answers are private, the channel for reports, and the id and the language of who named it. A report of a wrong quote goes to that channel with your name and your remark; here its id alone stays, once it is sent.',
  'privacy.buttons':
    'Buttons and threads: what the newest 20,000 long requests asked for, with the words of a message where its menu was used, and the last answer of a thread; all without who asked.',
  // {{what}}: the counts below, with commas between.
  'privacy.aboutYou': 'About you: {{what}}. /forget deletes it.',
  'privacy.deleted': 'Deleted: {{what}}',
  'privacy.whatStays':
    'Backups that whoever runs this bot has made keep what they hold. Answers that others were given as well stay theirs. Daily posts and channels for reports that you set up stay, without your name: nobody is told when they stop.',
  'privacy.countAnswers_one': '{{count}} answer',
  'privacy.countAnswers_other': '{{count}} answers',
  'privacy.countFollows_one': '{{count}} followed topic',
  'privacy.countFollows_other': '{{count}} followed topics',
  'privacy.countSchedules_one': '{{count}} daily schedule',
  'privacy.countSchedules_other': '{{count}} daily schedules',
  'privacy.countSaved_one': '{{count}} saved item',
  'privacy.countSaved_other': '{{count}} saved items',
  'privacy.countVotes_one': '{{count}} vote',
  'privacy.countVotes_other': '{{count}} votes',
  'privacy.countReports_one': '{{count}} channel for reports',
  'privacy.countReports_other': '{{count}} channels for reports',
} as const
