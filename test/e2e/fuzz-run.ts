import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { anyDeed, type Change, type Deed } from './fuzz-deeds.ts'
import { GUILD_CHANNEL, type LoopbackDiscord, type Pending, type Stored } from './loopback-discord.ts'

export interface FuzzParts {
  discord: LoopbackDiscord
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

/** A button that was shown, and the message it is on. */
interface Button {
  customId: string
  message: Stored
}

// Discord's clients send one thing at a time; so many people do at once.
const AT_ONCE = 8
const CHUNK = 100
const GIVE_UP_MS = 20_000
// Whoever mends so many runs it again.
const MOST_FAILURES = 20
const MOST_BUTTONS = 500
// A second answer, should there be one, comes right behind the first.
const AFTERMATH_MS = 30
const AUTOCOMPLETE = 4
const BLANK = /^[\s\u200b-\u200f\u2060\ufeff]*$/

/** Does so many random things to a bot, and checks that each is answered once and within the limits. */
export async function fuzz({ discord, troubles, count, seed, progress = () => {} }: FuzzParts) {
  const deed = anyDeed(discord.registrations.at(-1))
  const failures: Failure[] = []
  const counts: Record<string, number> = {}
  const buttons: Button[] = []
  const started = performance.now()
  let done = 0
  while (done < count && failures.length < MOST_FAILURES) {
    const deeds = fc.sample(deed, { numRuns: Math.min(CHUNK, count - done), seed: seed + done })
    const traces = await doAll(deeds, AT_ONCE)
    // What no interaction is to be blamed for is looked for one by one.
    if (troubles.length + discord.faults.length > 0 && traces.every(({ why }) => why.length === 0))
      for (const each of deeds) traces.push(...(await doAll([each], 1)))
    const unexplained = [...troubles.splice(0), ...discord.faults.splice(0)]
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
    const sent = send(each)
    await answered(() => sent.pending.answers > 0)
    remember(sent.pending)
    return {
      kind: each.kind === 'interaction' ? `type ${each.type}` : each.kind,
      did: JSON.stringify(sent.did),
      check: () => {
        discord.forget(sent.pending)
        return wrongWith(sent.pending)
      },
    }
  }

  function send(each: Exclude<Deed, { kind: 'message' }>): { pending: Pending; did: object } {
    if (each.kind === 'interaction') {
      const { type, data, how } = each
      return { pending: discord.interact(type, data, how), did: { type, data, how } }
    }
    const button = buttons[each.pick % Math.max(1, buttons.length)]
    const isMadeUp = !button || each.change === 'other'
    const customId = isMadeUp ? each.customId : changed(button.customId, each.change)
    const { how } = each
    if (each.kind === 'form') {
      const data = { custom_id: customId, components: each.components }
      return { pending: discord.interact(5, data, how), did: { type: 5, data, how } }
    }
    const data = {
      component_type: each.componentType,
      custom_id: customId,
      ...(each.componentType !== 2 && { values: ['1'], resolved: {} }),
    }
    const message = button?.message ?? discord.emptyMessage(how)
    return { pending: discord.interact(3, data, how, message), did: { type: 3, data, how } }
  }

  async function say({ words, mentions, isPrivate, repliesTo, userId }: Deed & { kind: 'message' }): Promise<Trace> {
    const channelId = isPrivate ? discord.privateChannel(userId) : GUILD_CHANNEL
    const earlier = repliesTo === undefined ? undefined : buttons[repliesTo % Math.max(1, buttons.length)]?.message
    const id = discord.say(words, { mentions, repliesTo: earlier, channelId, userId })
    const answers = () => discord.said.filter((message) => message.repliesTo === id)
    const isDue = isPrivate || mentions
    if (isDue) await answered(() => answers().length > 0)
    for (const answer of answers()) offer(answer)
    return {
      kind: 'message',
      did: JSON.stringify({ words, mentions, isPrivate, repliesTo: earlier?.buttons, userId }),
      check: () => {
        const all = answers()
        const wanted = isDue ? 1 : 0
        const pinged = all.flatMap(({ pings }) => pings)
        return [
          ...(all.length === wanted ? [] : [`${all.length} answers, not ${wanted}`]),
          ...(pinged.length === 0 ? [] : [`notifies ${pinged}`]),
        ]
      },
    }
  }

  function remember({ message }: Pending): void {
    if (message) offer(message)
  }

  function offer(message: Stored): void {
    for (const { custom_id: customId } of message.buttons) if (customId) buttons.push({ customId, message })
    buttons.splice(0, buttons.length - MOST_BUTTONS)
  }

  /** Lets go of what lies behind, so that a long run is as quick at its end. */
  function tidy(): void {
    for (const list of [discord.calls, discord.followUps, discord.said, discord.refusals]) list.splice(0)
    for (const { messages } of discord.channels.values()) messages.splice(0, messages.length - 200)
  }
}

interface Trace {
  kind: string
  did: string
  check: () => string[]
}

/** What is wrong with how an interaction was answered; nothing when it is well. */
function wrongWith({ type, acknowledgedAt, answers, choices, message, followUps, faults }: Pending): string[] {
  const why = [...faults]
  if (acknowledgedAt === undefined) why.push('not acknowledged')
  if (answers !== 1) why.push(`${answers} answers`)
  if (type === AUTOCOMPLETE && choices?.some(({ name, value }) => BLANK.test(name) || value === ''))
    why.push(`a blank choice: ${JSON.stringify(choices)}`)
  const shown = [...(message ? [message] : []), ...followUps]
  if (shown.some((each) => 'pings' in each && (each as Stored).allowedMentions.users.length > 0))
    why.push('an answer that may notify somebody')
  return why
}

function changed(customId: string, change: Change): string {
  const middle = Math.floor(customId.length / 2)
  if (change === 'cut') return customId.slice(0, Math.max(1, middle))
  if (change === 'double') return `${customId}${customId}`.slice(0, 100)
  if (change === 'letter') return `${customId.slice(0, middle)}z${customId.slice(middle + 1)}`
  return customId
}

async function answered(isSo: () => boolean): Promise<void> {
  for (const giveUpAt = performance.now() + GIVE_UP_MS; !isSo() && performance.now() < giveUpAt; ) await sleep(2)
}
