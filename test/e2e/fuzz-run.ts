import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import type { App } from '../../src/app.ts'
import type { Command } from '../../src/command.ts'
import { createChecks } from './fuzz-checks.ts'
import { anyDeed, type Deed } from './fuzz-deeds.ts'
import { serverOf } from './fuzz-places.ts'
import { changed, formData, type Press } from './fuzz-presses.ts'
import { GUILD, GUILD_CHANNEL, type How, type LoopbackDiscord, type Pending, type Stored } from './loopback-discord.ts'

export interface FuzzParts {
  discord: LoopbackDiscord
  app: App
  commands: readonly Command[]
  /** Whether answers in a server were public at any time since then, in milliseconds of `performance.now()`. */
  wasPublic(server: string, since: number): boolean
  /** What the bot logged as an error, and what was thrown past everything; emptied here. */
  troubles: string[]
  count: number
  seed: number
  progress?: (words: string) => void
}

/** What went wrong, and what was done: the interaction as it was sent. */
export interface Failure {
  why: string[]
  did: string
}

/** A button, a choice or a form that was shown, and the message it is on. */
interface Offered {
  customId: string
  message: Stored
  /** The name of a form's one field. */
  field?: string
}

// Discord's clients send one thing at a time; so many people do at once.
const AT_ONCE = 8
const CHUNK = 100
const GIVE_UP_MS = 20_000
// Whoever mends so many runs it again.
const MOST_FAILURES = 20
const MOST_OFFERED = 500
// A second answer, should there be one, comes right behind the first.
const AFTERMATH_MS = 30

/** Does so many random things to a bot, and checks that each is answered once and within the limits. */
export async function fuzz({
  discord,
  app,
  commands,
  wasPublic,
  troubles,
  count,
  seed,
  progress = () => {},
}: FuzzParts) {
  const threads = ['a', 'b'].map((name) => discord.addThread(GUILD_CHANNEL, name))
  const deed = anyDeed(discord.registrations.at(-1), threads)
  const { wrongWith, wrongWithMessage } = createChecks({ app, commands })
  const failures: Failure[] = []
  const counts: Record<string, number> = {}
  const offered: Record<Press['kind'], Offered[]> = { click: [], choose: [], form: [] }
  const started = performance.now()
  let done = 0
  while (done < count && failures.length < MOST_FAILURES) {
    const deeds = fc.sample(deed, { numRuns: Math.min(CHUNK, count - done), seed: seed + done })
    const traces = await doAll(deeds, AT_ONCE)
    // What no interaction is to be blamed for is looked for one by one.
    if (troubles.length + discord.faults.length > 0 && traces.every(({ why }) => why.length === 0))
      for (const each of deeds) traces.push(...(await doAll([each], 1)))
    const posts = discord.said.flatMap((post) => wrongWithMessage(post, true))
    const unexplained = [...troubles.splice(0), ...discord.faults.splice(0), ...posts]
    const found = traces.filter(({ why }) => why.length > 0)
    failures.push(...found)
    for (const { why, did } of found) progress(`seed ${seed + done}: ${why.join('; ')} after ${did.slice(0, 500)}`)
    const blamed = new Set(found.flatMap(({ why }) => why))
    const rest = unexplained.filter((words) => !blamed.has(words))
    if (rest.length > 0) failures.push({ why: rest, did: `one of ${JSON.stringify(deeds)}` })
    for (const { kind } of traces) counts[kind] = (counts[kind] ?? 0) + 1
    done += deeds.length
    tidy()
    const rate = ((1000 * done) / (performance.now() - started)).toFixed(0)
    if (done % (CHUNK * 10) === 0) progress(`${done} done, ${rate} a second, ${failures.length} failures`)
  }
  return { failures, counts, perSecond: (1000 * done) / (performance.now() - started) }

  async function doAll(deeds: readonly Deed[], atOnce: number) {
    const waiting = deeds.values()
    const traces: Trace[] = []
    const person = async () => {
      for (const each of waiting) traces.push(await perform(each))
    }
    await Promise.all(Array.from({ length: atOnce }, person))
    await sleep(AFTERMATH_MS)
    return traces.map(({ check, ...trace }) => {
      const alone = atOnce === 1 ? [...troubles.splice(0), ...discord.faults.splice(0)] : []
      const why = [...check(), ...alone]
      return { ...trace, why }
    })
  }

  async function perform(each: Deed): Promise<Trace> {
    await discord.connected()
    if (each.kind === 'message') return say(each)
    const { pending, ...sent } = send(each)
    await answered(() => pending.answers > 0)
    remember(pending)
    const server = serverOf(sent.how, GUILD)
    const asked = { ...sent, server, wasPublic: server !== undefined && wasPublic(server, pending.sentAt) }
    return {
      kind: each.kind === 'interaction' ? `type ${each.type}` : each.kind,
      did: JSON.stringify(sent),
      check: () => {
        discord.forget(pending)
        return wrongWith(pending, asked)
      },
    }
  }

  function send(each: Exclude<Deed, { kind: 'message' }>): Sent {
    const { how } = each
    if (each.kind === 'interaction') {
      const { type, data } = each
      return { pending: discord.interact(type, data, how), type, data, how }
    }
    const all = offered[each.kind]
    const one = all[each.pick % Math.max(1, all.length)]
    const isMadeUp = !one || each.change === 'other'
    const customId = isMadeUp ? each.customId : changed(one.customId, each.change)
    const type = each.kind === 'form' ? 5 : 3
    const data = dataOf(each, customId, one)
    const message = one?.message ?? discord.emptyMessage(how)
    return { pending: discord.interact(type, data, how, message), type, data, how }
  }

  function dataOf(each: Press, customId: string, one: Offered | undefined): object {
    if (each.kind === 'form') return formData(customId, each, one?.field ?? 'remark')
    const menu = { component_type: 3, resolved: {} }
    if (each.kind === 'choose') {
      const others = one?.message.choices.map(({ value }) => value) ?? []
      return { ...menu, custom_id: 'do', values: [customId, ...others].slice(0, each.count) }
    }
    const { componentType: component_type } = each
    return component_type === 2
      ? { component_type, custom_id: customId }
      : { ...menu, component_type, custom_id: customId, values: ['1'] }
  }

  async function say({ words, mentions, repliesTo, userId, ...where }: Deed & { kind: 'message' }): Promise<Trace> {
    const isPrivate = where.channelId === undefined
    const channelId = where.channelId ?? discord.privateChannel(userId)
    const { click: buttons } = offered
    const earlier = repliesTo === undefined ? undefined : buttons[repliesTo % Math.max(1, buttons.length)]?.message
    const id = discord.say(words, { mentions, repliesTo: earlier, channelId, userId })
    const answers = () => discord.said.filter((message) => message.repliesTo === id)
    const isDue = isPrivate || mentions
    if (isDue) await answered(() => answers().length > 0)
    for (const answer of answers()) offer(answer)
    return {
      kind: 'message',
      did: JSON.stringify({ words, mentions, channelId, repliesTo: earlier?.buttons, userId }),
      check: () => {
        const all = answers()
        const wanted = isDue ? 1 : 0
        const pinged = all.flatMap(({ pings }) => pings)
        return [
          ...(all.length === wanted ? [] : [`${all.length} answers, not ${wanted}`]),
          ...(pinged.length === 0 ? [] : [`notifies ${pinged}`]),
          ...all.flatMap((answer) => wrongWithMessage(answer, true)),
        ]
      },
    }
  }

  function remember({ message, form, clicked }: Pending): void {
    if (message) offer(message)
    if (form && clicked) keep('form', [{ customId: form.custom_id, field: form.field, message: clicked }])
  }

  function offer(message: Stored): void {
    const buttons = message.buttons.map(({ custom_id: customId }) => ({ customId, message }))
    keep('click', buttons)
    const choices = message.choices.map(({ value: customId }) => ({ customId, message }))
    keep('choose', choices)
  }

  function keep(kind: Press['kind'], more: readonly Offered[]): void {
    const all = offered[kind]
    all.push(...more)
    all.splice(0, all.length - MOST_OFFERED)
  }

  /** Lets go of what lies behind, so that a long run is as quick at its end. */
  function tidy(): void {
    for (const list of [discord.calls, discord.followUps, discord.said, discord.refusals]) list.splice(0)
    for (const { messages } of discord.channels.values()) messages.splice(0, messages.length - 200)
  }
}

interface Sent {
  pending: Pending
  type: number
  data: object
  how: How
}

interface Trace {
  kind: string
  did: string
  check: () => string[]
}

async function answered(isSo: () => boolean): Promise<void> {
  for (const giveUpAt = performance.now() + GIVE_UP_MS; !isSo() && performance.now() < giveUpAt; ) await sleep(2)
}
