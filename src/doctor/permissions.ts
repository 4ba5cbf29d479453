import type { DiscordAnswer, DiscordLook, ServerFacts } from '../discord/examine.ts'
import { rightNames } from '../say/rights.ts'
import { sayEnglish } from '../say/say.ts'
import { bad, counted, type Finding, good, warning } from './finding.ts'
import { rateLimited, unreachable } from './token.ts'

const WHAT = 'permissions'
const CHANNEL = 'channel'
// Discord takes fifty requests a second from a bot.
const MOST_CHANNELS = 40

/** A channel that the bot is to write to: what it gets, and the command that chooses another. */
export interface Wanted {
  channelId: string
  gets: 'daily posts' | 'reports'
  command: string
}

/** Whether a bot whose token is good may post in its servers, and sees the channels that it is to write to. */
export async function permissionFindings(discord: DiscordLook, wanted: readonly Wanted[]): Promise<Finding[]> {
  const [servers, channels] = await Promise.all([serverFindings(discord), channelFindings(discord, wanted)])
  return [...servers, ...channels]
}

async function serverFindings(discord: DiscordLook): Promise<Finding[]> {
  const servers = await discord.servers()
  if (servers.state === 'rate limited') return [rateLimited(WHAT, servers.retryAfterMs)]
  if (servers.state !== 'answered') return [unreachable(WHAT, servers)]
  const lacking = servers.value.filter(({ lacks }) => lacks.length > 0)
  if (servers.value.length > 0 && lacking.length === 0) {
    return [good(WHAT, `it may post in ${counted(servers.value.length, 'server')}`)]
  }
  const invitation = await discord.invitation()
  const link = invitation.state === 'answered' ? `open ${invitation.value}` : 'open the link of step 4 in README.md'
  if (servers.value.length === 0) return [warning(WHAT, 'the bot is in no server yet', link)]
  return lacking.map(({ name, lacks }: ServerFacts) =>
    warning(WHAT, `in “${name}” the bot lacks ${rightNames(sayEnglish, lacks)}`, `give its role these, or ${link}`),
  )
}

async function channelFindings(discord: DiscordLook, wanted: readonly Wanted[]): Promise<Finding[]> {
  const asked = wanted.slice(0, MOST_CHANNELS)
  const answers = await Promise.all(asked.map(async (each) => [each, await discord.channel(each.channelId)] as const))
  const findings = answers.flatMap(([each, answer]) =>
    answer.state === 'answered' ? [] : [channelFinding(each, answer)],
  )
  const seen = answers.length - findings.length
  if (seen > 0) findings.unshift(good(CHANNEL, `it sees ${counted(seen, 'channel')} with daily posts or reports`))
  const left = wanted.length - asked.length
  return left > 0 ? [...findings, good(CHANNEL, `${left} more are not looked at`)] : findings
}

function channelFinding({ channelId, gets, command }: Wanted, answer: DiscordAnswer<string>): Finding {
  const says = `the channel ${channelId}, which gets ${gets},`
  if (answer.state === 'rate limited') return rateLimited(CHANNEL, answer.retryAfterMs)
  if (answer.state !== 'refused') return unreachable(CHANNEL, answer)
  if (answer.status === 404)
    return bad(CHANNEL, `${says} is gone`, `type ${command} for the channel that takes its place`)
  if (answer.status !== 403) return unreachable(CHANNEL, answer)
  const mend = `give the bot's role View Channel there, or type ${command} for another channel`
  return bad(CHANNEL, `${says} is not to be seen by the bot`, mend)
}
