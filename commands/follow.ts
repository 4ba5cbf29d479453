import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { App } from '../src/app.ts'
import { type Asker, askerOnDiscord, defineCommand, voiceFor } from '../src/command.ts'
import { digestOf } from '../src/daily/follows.ts'
import { pausedWords } from '../src/daily/paused.ts'
import { nextRun, timeZone, wallTime } from '../src/daily/schedule.ts'
import type { Follow } from '../src/daily/state.ts'
import { UserError } from '../src/errors.ts'
import { listed } from '../src/say/listed.ts'
import type { Say } from '../src/say/say.ts'

// A person who follows more reads none of it.
const MOST_FOLLOWED = 25

export const follow = defineCommand({
  name: 'follow',
  description: 'Be told when a new paper is on a topic, with the sentence that says so',
  options: z.object({
    topic: z.string().trim().min(2).max(100).transform(oneLine).describe('The topic, in your words'),
    how: z.enum(['private message', 'mention here']).default('private message').describe('Where you are told'),
    digest: wallTime.optional().describe('Once a day at this time, such as 17:00; at once if left out'),
    quiet: z.string().trim().max(20).optional().describe('Hours in which you want no word, such as 22:00-07:00'),
    zone: timeZone.default('UTC').describe('Your time zone, such as Europe/Berlin; UTC if left out'),
  }),
  positional: 'topic',
  completes: { zone: 'zones' },
  example: 'follow speculative decoding',
  only: 'discord',
  isPrivate: true,
  async run(app, { topic, how, digest, quiet, zone }, asker) {
    const { userId, channelId, guildId, lacks, language } = askerOnDiscord(asker)
    const own = app.state.follows(userId)
    const before = own.find((each) => each.topic.toLowerCase() === topic.toLowerCase())
    if (!before && own.length >= MOST_FOLLOWED) {
      throw new UserError('too_many', (say) => say('error.tooManyFollowed', { count: own.length }))
    }
    const isMention = how === 'mention here'
    if (isMention && (guildId === undefined || lacks(channelId).length > 0)) {
      throw new UserError('missing_permissions', (say) => say('error.cannotMention'))
    }
    const hours = quietHours(quiet)
    const timetable = digestOf({ digestAt: digest, zone })
    const followed: Follow = {
      id: before?.id ?? randomUUID(),
      userId,
      topic,
      zone,
      ...(language && { language }),
      ...(isMention && { channelId }),
      ...(digest !== undefined && { digestAt: digest }),
      ...(timetable && { nextAt: nextRun(timetable, app.now()) }),
      ...(hours && { quiet: hours }),
    }
    app.state.putFollow(followed)
    app.state.unparkPosts(isMention ? { kind: 'channel', id: channelId } : { kind: 'user', id: userId })
    app.daily.wake()
    const say = voiceFor(asker)
    const heading = say(before ? 'follow.isChanged' : 'follow.isSet', { topic })
    return {
      result: followed,
      reply: { heading, cards: [card([followed], say)] },
    }
  },
})

export const unfollow = defineCommand({
  name: 'unfollow',
  description: 'Not be told of a topic any more',
  options: z.object({ topic: z.string().trim().min(1).max(100).describe('The topic, as /following shows it') }),
  positional: 'topic',
  example: 'unfollow speculative decoding',
  only: 'discord',
  isPrivate: true,
  async run(app, { topic }, asker) {
    const { userId } = askerOnDiscord(asker)
    const followed = app.state.follows(userId).find((each) => each.topic.toLowerCase() === topic.toLowerCase())
    if (!followed) throw new UserError('not_followed', (say) => say('error.notFollowed', { topic }))
    app.state.removeFollow(followed.id)
    const heading = voiceFor(asker)('follow.isEnded', { topic: followed.topic })
    return { result: { topic }, reply: { heading, cards: [] } }
  },
})

export const following = defineCommand({
  name: 'following',
  description: 'The topics you follow, and how you are told',
  options: z.object({}),
  example: 'following',
  only: 'discord',
  isPrivate: true,
  async run(app, _options, asker) {
    const own = followsOf(app, asker)
    const say = voiceFor(asker)
    const heading = say(own.length > 0 ? 'follow.list' : 'follow.nothing')
    return { result: { follows: own }, reply: { heading, cards: own.length > 0 ? [card(own, say)] : [] } }
  },
})

function followsOf(app: App, asker: Asker | undefined): Follow[] {
  return app.state.follows(askerOnDiscord(asker).userId)
}

function card(follows: readonly Follow[], say: Say) {
  return { quotes: [], lines: follows.map((each) => followLine(each, say)) }
}

function followLine(follow: Follow, say: Say): string {
  const { topic, digestAt, quiet, zone, paused } = follow
  const how = listed(say, [placeLine(follow, say), ...(quiet ? [say('follow.quiet', quiet)] : [])])
  const isByClock = digestAt !== undefined || quiet !== undefined
  if (paused === undefined)
    return isByClock ? say('follow.lineZone', { topic, how, zone }) : say('follow.line', { topic, how })
  const why = pausedWords(paused, say)
  return isByClock
    ? say('follow.lineZonePaused', { topic, how, zone, why })
    : say('follow.linePaused', { topic, how, why })
}

function placeLine({ channelId: channel, digestAt: time }: Follow, say: Say): string {
  if (time === undefined)
    return channel === undefined ? say('follow.atOnceByMessage') : say('follow.atOnceByMention', { channel })
  return channel === undefined
    ? say('follow.dailyByMessage', { time })
    : say('follow.dailyByMention', { time, channel })
}

function quietHours(words: string | undefined): Follow['quiet'] {
  if (words === undefined || words === '') return undefined
  const [from, to, ...more] = words.split(/\s*(?:-|–|to)\s*/)
  const hours = z.object({ from: wallTime, to: wallTime }).safeParse({ from, to })
  if (!hours.success || more.length > 0) {
    throw new UserError('bad_options', (say) => say('error.noQuietHours', { hours: words }))
  }
  return hours.data
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ')
}
