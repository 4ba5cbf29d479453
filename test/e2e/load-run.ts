import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { startBotProcess, type Usage } from './load-bot.ts'
import { type LoopbackDiscord, type Pending, startLoopbackDiscord } from './loopback-discord.ts'

export interface LoadParts {
  /** They ask all at once, one question each. */
  people: number
  perMinute: number
  minutes: number
  /** As many as are asked in all: `people`, and those of the minutes. */
  questions: readonly string[]
  random: () => number
  profiles?: string
  progress?: (words: string) => void
}

export interface Latencies {
  asked: number
  /** From the sending of a question to the acknowledgement, and to the answer; milliseconds. */
  acknowledged: number[]
  answered: number[]
  /** Acknowledgements later than 1.5 s, half of the time that Discord gives; those that never came among them. */
  late: number
  missing: number
}

export interface LoadReport {
  burst: Latencies
  steady: Latencies
  /** Every five seconds of the minutes. */
  usages: Usage[]
  /** Bytes of the heap after a collection, before and after the minutes. */
  heapBefore: number
  heapAfter: number
  /** The longest time that the people themselves were held up, which is in the figures; milliseconds. */
  ownDelay: number
  /** How often the bot lost the connection. */
  resumes: number
  faults: string[]
  log: string[]
}

const LATE_MS = 1500
const SAMPLE_MS = 5000
// What has not come by then does not come.
const GIVE_UP_MS = 60_000
const TOKEN = 'not-a-real-token'

/** So many people ask the real program at once, and then many more one after the other, at random moments. */
export async function loadRun(parts: LoadParts): Promise<LoadReport> {
  const { people, perMinute, minutes, questions, random, profiles, progress = () => {} } = parts
  const discord = await startLoopbackDiscord(TOKEN, { heartbeatMs: 41_250 })
  const bot = await startBotProcess({ apiBase: discord.apiBase, token: TOKEN, ...(profiles && { profiles }) })
  try {
    await until(() => discord.registrations.length > 0, 'the bot')
    const asker = (at: number) => ({ userId: String(2_000_000 + (at % people)), guild: at % 2 === 0 })
    const ask = (at: number) => discord.sendCommand('ask', { question: questions[at] ?? '' }, asker(at))
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const first = Array.from({ length: people }, (_, at) => ask(at))
    const burst = await latencies(discord, first)
    progress(`${people} at once: ${summary(burst)}`)
    await bot.collectGarbage()
    const heapBefore = (await bot.usage()).heap

    const usages = [await bot.usage()]
    const sampling = setInterval(async () => {
      const usage = await bot.usage()
      usages.push(usage)
      progress(`${sent.length} asked, ${megabytes(usage.rss)} MB, heap ${megabytes(usage.heap)} MB`)
    }, SAMPLE_MS)
    const sent: Pending[] = []
    const end = performance.now() + minutes * 60_000
    for (let next = performance.now(); next < end && people + sent.length < questions.length; ) {
      next += (-Math.log(1 - random()) * 60_000) / perMinute
      const wait = next - performance.now()
      if (wait > 1) await sleep(wait)
      await discord.connected()
      sent.push(ask(people + sent.length))
    }
    const steady = await latencies(discord, sent)
    clearInterval(sampling)
    usages.push(await bot.usage())
    await bot.collectGarbage()
    const heapAfter = (await bot.usage()).heap
    delay.disable()
    const { faults, resumes, identifies } = discord
    return {
      burst,
      steady,
      usages,
      heapBefore,
      heapAfter,
      ownDelay: delay.max / 1e6,
      resumes: resumes + identifies - 1,
      faults,
      log: bot.log,
    }
  } finally {
    await bot.stop()
    await discord.close()
  }
}

/** Waits for the answers. */
async function latencies(discord: LoopbackDiscord, sent: readonly Pending[]): Promise<Latencies> {
  const giveUpAt = performance.now() + GIVE_UP_MS
  while (performance.now() < giveUpAt && sent.some(({ answers }) => answers === 0)) await sleep(20)
  const since = (key: 'acknowledgedAt' | 'answeredAt') =>
    sent.flatMap(({ [key]: at, sentAt }) => (at === undefined ? [] : [at - sentAt])).sort((a, b) => a - b)
  const acknowledged = since('acknowledgedAt')
  const answered = since('answeredAt')
  for (const interaction of sent) discord.forget(interaction)
  return {
    asked: sent.length,
    acknowledged,
    answered,
    late: sent.length - acknowledged.filter((ms) => ms <= LATE_MS).length,
    missing: sent.length - answered.length,
  }
}

/** The value that the share `share` of sorted values does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** By how much a value rises in a minute: the straight line of least squares. */
export function slope(samples: readonly { at: number; value: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const at = mean(samples.map((one) => one.at))
  const value = mean(samples.map((one) => one.value))
  const covariance = mean(samples.map((one) => (one.at - at) * (one.value - value)))
  return (covariance / mean(samples.map((one) => (one.at - at) ** 2))) * 60_000
}

export function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1)
}

function summary({ acknowledged, answered, late, missing }: Latencies): string {
  const last = (sorted: readonly number[]) => quantile(sorted, 1).toFixed(0)
  return `acknowledged by ${last(acknowledged)} ms, answered by ${last(answered)} ms, ${late} late, ${missing} missing`
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const giveUpAt = performance.now() + GIVE_UP_MS; !isSo(); await sleep(20))
    if (performance.now() > giveUpAt) throw new Error(`${what} did not come`)
}
