import { pino } from 'pino'
import { z } from 'zod'
import type { App } from '../../src/app.ts'
import { type Command, defineCommand } from '../../src/command.ts'
import { type Bot, startBot } from '../../src/discord/bot.ts'
import type { Patience } from '../../src/discord/requests.ts'
import { stubApp } from '../fakes/stub-app.ts'
import { type LoopbackDiscord, type Pending, startLoopbackDiscord } from './loopback-discord.ts'

export const TOKEN = 'not-a-real-token'

// Enough for a machine that others keep busy (800 ms was not), and short enough for tests.
const short = { limit: 2000, pauses: [25, 50, 100] }
export const SHORT: Patience = { firstAnswer: short, call: short, upload: short }

/** Says the question again, as an answer that can be asked on from. */
const ask = defineCommand({
  name: 'ask',
  description: 'Asks',
  options: z.object({
    question: z.string().describe('What to ask'),
    paper: z.string().optional().describe('Of which paper'),
    after: z.string().optional().describe('After which answer'),
  }),
  completes: { paper: 'papers' },
  example: 'ask why',
  run: async (_app, { question }) => ({ result: question, reply: { heading: `You said ${question}`, cards: [] } }),
})
const app = stubApp({ suggest: () => [{ value: 'paper-1', label: 'A paper' }] })

export interface Rig {
  discord: LoopbackDiscord
  bot: Bot
  logged: string[]
  close(): Promise<void>
}

/** A bot that answers whatever is asked, in front of a Discord that can be made to fail. */
export async function openRig(
  own: { app?: App; commands?: Command[]; patience?: Patience; discord?: LoopbackDiscord } = {},
): Promise<Rig> {
  const discord = own.discord ?? (await startLoopbackDiscord(TOKEN))
  const logged: string[] = []
  const bot = await startBot({
    token: TOKEN,
    apiBase: discord.apiBase,
    commands: [ask],
    app,
    log: pino({ level: 'info' }, { write: (line: string) => logged.push(line) }),
    registration: { load: () => undefined, save: () => {} },
    drawChart: async () => Buffer.from('png'),
    patience: SHORT,
    ...own,
  })
  return {
    discord,
    bot,
    logged,
    async close() {
      await bot.stop()
      await discord.close()
    },
  }
}

/** All that a person has seen of what came of something, each as one text. */
export function seenOf({ message, followUps, choices, form }: Pending): string[] {
  return [message, ...followUps, choices, form].flatMap((each) => (each === undefined ? [] : [JSON.stringify(each)]))
}

/** Says something to the bot in a channel: what it answered so far. */
export function mention({ discord }: Rig, words: string): () => string[] {
  const id = discord.say(`<@1000000000000000001> ${words}`, { mentions: true })
  return () => discord.said.filter(({ repliesTo: to }) => to === id).map((message) => JSON.stringify(message))
}

const APOLOGY = /ask again|ask it again|Something broke/

export type Outcome = 'answer' | 'apology' | 'nothing' | 'twice'

export function outcomeOf(seen: string[]): Outcome {
  if (seen.length > 1) return 'twice'
  const [one] = seen
  if (one === undefined) return 'nothing'
  return APOLOGY.test(one) ? 'apology' : 'answer'
}

/** What nobody caught while a test ran: each would have ended the program. */
export function catchCrashes(): { crashes: unknown[]; stop(): void } {
  const crashes: unknown[] = []
  const note = (cause: unknown) => crashes.push(cause)
  process.on('unhandledRejection', note)
  process.on('uncaughtException', note)
  return {
    crashes,
    stop() {
      process.off('unhandledRejection', note)
      process.off('uncaughtException', note)
    },
  }
}
