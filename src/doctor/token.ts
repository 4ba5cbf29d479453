import type { DiscordAnswer } from '../discord/examine.ts'
import { bad, type Finding, good, warning } from './finding.ts'

const WHAT = 'token'
const PORTAL = 'https://discord.com/developers/applications'

/** What a token is worth; `self` is Discord's answer to who it is, undefined without a token. */
export function tokenFinding(token: string | undefined, self: DiscordAnswer<{ name: string }> | undefined): Finding {
  if (!token || !self) {
    const mend = 'do steps 1 to 3 of “Into your Discord” in README.md if it is to serve Discord'
    return warning(WHAT, 'DISCORD_TOKEN is not set: the bot opens a prompt instead of Discord', mend)
  }
  if (self.state === 'answered') return good(WHAT, `Discord knows it: the bot is ${self.value.name}`)
  if (/[^\x21-\x7e]/.test(token)) {
    return bad(WHAT, 'DISCORD_TOKEN holds a space or a sign that no token has', `copy it anew from ${PORTAL}, page Bot`)
  }
  if (self.state === 'rate limited') return rateLimited(WHAT, self.retryAfterMs)
  if (self.state === 'refused' && self.status === 401) {
    const mend = `press Reset Token on page Bot of ${PORTAL}, and put the new one after DISCORD_TOKEN=`
    return bad(WHAT, 'Discord refuses it: it is no token of a bot, or it was replaced by a newer one', mend)
  }
  return unreachable(WHAT, self)
}

export function rateLimited(what: string, retryAfterMs: number): Finding {
  const wait = `wait ${Math.ceil(retryAfterMs / 1000)} s and look again`
  return warning(what, 'Discord wants to be left alone for a while (HTTP 429)', wait)
}

/** Discord, or what DISCORD_API_BASE names, gives no answer that says anything. */
export function unreachable(what: string, answer: DiscordAnswer<unknown>): Finding {
  const why = answer.state === 'unreachable' ? answer.why : answer.state === 'refused' ? `HTTP ${answer.status}` : ''
  const mend = 'look to the network and the proxy, and unset DISCORD_API_BASE unless it is right'
  return bad(what, `Discord cannot be reached (${why})`, mend)
}
