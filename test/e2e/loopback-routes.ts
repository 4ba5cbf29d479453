import { checkedCommands, type Registered } from './loopback-commands.ts'
import { type Answer, type Call, isAnswer } from './loopback-http.ts'
import type { Interactions } from './loopback-interactions.ts'
import type { Channels, Hub } from './loopback-messages.ts'
import type { TroubledCall } from './loopback-trouble.ts'
import { APPLICATION, GUILD, guildJson, memberJson, type Server, userJson } from './loopback-world.ts'

export interface Route {
  pattern: RegExp
  answer: (call: Call, first: string, second: string) => Answer
  /** Of interactions: each has a secret of its own in place of the bot's token. */
  secret?: true
  trouble?: TroubledCall
}

interface RouteParts {
  hub: Hub
  channels: Channels
  interactions: Interactions
  gatewayUrl: string
  /** What the bot is told of the servers it is in. */
  servers: () => Server[]
  /** The commands known now; `set` is given new ones, with the body they came in. */
  commands: { get(): Registered[]; set(commands: Registered[], body: unknown[]): void }
}

/** Every call that the server knows. */
export function routesOf({ hub, channels, interactions, gatewayUrl, servers, commands }: RouteParts): Route[] {
  const COMMANDS = `/applications/${APPLICATION}/commands`
  const guild = (id: string, body: () => unknown) => (id === GUILD ? ok(body()) : hub.refuse(10004, 'Unknown Guild'))
  const member = (id: string) => ({ ...memberJson(), user: userJson(id) })
  const application = {
    id: APPLICATION,
    name: 'bot',
    icon: null,
    description: '',
    flags: 0,
    bot: userJson(APPLICATION),
  }
  const guildSummary = { icon: null, banner: null, owner: false, features: [] }
  const session_start_limit = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 }

  function register(body: unknown): Answer {
    const checked = checkedCommands(body)
    if (typeof checked === 'string') return hub.fault(50035, checked)
    commands.set(checked, body as unknown[])
    return registered()
  }

  function registered(): Answer {
    const added = { application_id: APPLICATION, version: hub.newId() }
    const common = { description: '', default_member_permissions: null, ...added }
    return ok(commands.get().map((command) => ({ ...common, ...command, id: hub.newId() })))
  }

  function typing(id: string): Answer {
    const channel = channels.reach(id, 'send')
    return isAnswer(channel) ? channel : { status: 204 }
  }

  return [
    route('POST /interactions/:id/[^/]+/callback', interactions.acknowledge, { secret: true, trouble: 'first answer' }),
    route('PATCH /webhooks/\\d+/:secret/messages/@original', interactions.edit, { secret: true, trouble: 'edit' }),
    route('GET /webhooks/\\d+/:secret/messages/@original', interactions.original, { secret: true }),
    route('POST /webhooks/\\d+/:secret', interactions.followUp, { secret: true, trouble: 'follow-up' }),
    route('GET /gateway/bot', () => ok({ url: gatewayUrl, shards: 1, session_start_limit })),
    route(`PUT ${COMMANDS}`, ({ body }) => register(body)),
    route(`GET ${COMMANDS}`, registered),
    route('GET /applications/@me', () => ok(application)),
    route('GET /users/@me', () => ok(userJson(APPLICATION)), { trouble: 'self' }),
    route('GET /users/@me/guilds', () => ok(servers().map((server) => ({ ...guildSummary, ...server })))),
    route('GET /users/:id', (_call, id) => ok(userJson(id))),
    route('POST /users/@me/channels', ({ body }) => channels.openPrivate(body), { trouble: 'private' }),
    route('GET /guilds/:id', (_call, id) => guild(id, guildJson)),
    route('GET /guilds/:id/channels', (_call, id) => guild(id, () => channels.ofGuild(0))),
    route('GET /guilds/:id/members/:id', (_call, id, user) => guild(id, () => member(user))),
    route('GET /channels/:id', (_call, id) => channels.get(id)),
    route('POST /channels/:id/typing', (_call, id) => typing(id), { trouble: 'typing' }),
    route('POST /channels/:id/messages', channels.post, { trouble: 'message' }),
    route('GET /channels/:id/messages', channels.page, { trouble: 'history' }),
    route('GET /channels/:id/messages/:id', channels.getMessage, { trouble: 'history' }),
    route('PATCH /channels/:id/messages/:id', channels.edit),
    route('POST /channels/:id/messages/:id/threads', channels.startThread, { trouble: 'thread' }),
  ]
}

function route(path: string, answer: Route['answer'], more: Pick<Route, 'secret' | 'trouble'> = {}): Route {
  const pattern = path.replaceAll(':id', '(\\d+)').replaceAll(':secret', '([^/]+)')
  return { pattern: new RegExp(`^${pattern}$`), answer, ...more }
}

function ok(body: unknown): Answer {
  return { status: 200, body }
}
