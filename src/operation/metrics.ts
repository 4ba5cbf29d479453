import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Answered, Tally } from './tally.ts'

/** What is looked up when somebody scrapes. What throws is left out. */
export interface Watched {
  isConnected(): boolean
  postsWaiting(): number
  papers(): number
  sources(): { name: string; isFailing: boolean }[]
}

export interface Metrics extends Tally {
  /** Everything counted, in Prometheus' text format. */
  text(): Promise<string>
  contentType: string
}

// Seconds. Discord forgets an interaction that is not acknowledged within 3; an answer takes 15 to 75 ms on a quiet host.
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10]

/**
 * Counts in a registry of its own. Labels are names that the program itself gives (commands, kinds, outcomes, sources)
 * and HTTP codes: never words or ids of people.
 */
export function createMetrics(watched: Watched): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const registers = [register]
  const interactions = new Counter({
    name: 'verbatim_interactions_total',
    help: 'What people asked on Discord, by how it ended',
    labelNames: ['command', 'kind', 'outcome'],
    registers,
  })
  const acknowledging = new Histogram({
    name: 'verbatim_acknowledge_seconds',
    help: 'From an interaction until Discord took its acknowledgement',
    buckets: BUCKETS,
    registers,
  })
  const answering = new Histogram({
    name: 'verbatim_answer_seconds',
    help: 'From an interaction, other than a completion, until Discord took the answer',
    labelNames: ['command'],
    buckets: BUCKETS,
    registers,
  })
  const requests = new Counter({
    name: 'verbatim_discord_requests_total',
    help: 'Answers of Discord to requests, by HTTP status',
    labelNames: ['status'],
    registers,
  })
  const limited = new Counter({
    name: 'verbatim_discord_rate_limited_total',
    help: 'Requests that waited or were refused because of a rate limit of Discord',
    registers,
  })
  watch(watched, registers)
  return {
    answered({ command, kind, outcome, acknowledgeMs, answerMs }: Answered) {
      interactions.inc({ command, kind, outcome })
      if (acknowledgeMs !== undefined) acknowledging.observe(acknowledgeMs / 1000)
      // Completions come with every letter typed, and would hide the answers.
      if (kind !== 'autocomplete') answering.observe({ command }, answerMs / 1000)
    },
    discordResponded: (status) => requests.inc({ status: String(status) }),
    discordLimited: () => limited.inc(),
    text: () => register.metrics(),
    contentType: register.contentType,
  }
}

function watch({ isConnected, postsWaiting, papers, sources }: Watched, registers: Registry[]): void {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.remove()
        orNothing(() => this.set(value()))
      },
    })
  gauge('verbatim_gateway_connected', 'Whether the bot is connected to Discord: 1 or 0', () => Number(isConnected()))
  gauge('verbatim_posts_waiting', 'Posts that are written down and not wholly sent', postsWaiting)
  gauge('verbatim_papers', 'Papers that can be asked about', papers)
  new Gauge({
    name: 'verbatim_source_failing',
    help: 'Whether a source of new papers failed when it was last asked: 1 or 0',
    labelNames: ['source'],
    registers,
    collect() {
      this.reset()
      orNothing(() => {
        for (const { name, isFailing } of sources()) this.set({ source: name }, Number(isFailing))
      })
    },
  })
}

/** One number that cannot be had must not keep the others from being scraped: it is missing, which can be alerted on. */
function orNothing(look: () => void): void {
  try {
    look()
  } catch {
    // Health tells what is wrong with the database.
  }
}
