import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Asker, Command, Outcome } from '../../src/command.ts'
import { parseOptions } from '../../src/parse-options.ts'
import { type LoopbackDiscord, type Shown, startLoopbackDiscord } from '../e2e/loopback-discord.ts'
import { manager, openRig, type Rig, TOKEN } from '../fakes/daily-rig.ts'

/** The daily rig with a loopback Discord and a clock of its own. */
export interface TeamRig {
  rig: Rig
  discord: LoopbackDiscord
  /** A text channel. */
  channel: string
  /** Milliseconds since 1970; tests move it on. */
  clock: { now: number }
  run(command: Command, options?: object, asker?: Partial<Asker>): Promise<Outcome>
  tick(): Promise<void>
  close(): Promise<void>
}

export async function openTeamRig(): Promise<TeamRig> {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const clock = { now: Date.UTC(2026, 2, 4, 12) }
  const discord = await startLoopbackDiscord(TOKEN)
  discord.now = () => clock.now
  const channel = discord.addChannel('reports')
  const rig = await openRig({ home, apiBase: discord.apiBase, now: () => clock.now })
  return {
    rig,
    discord,
    channel,
    clock,
    run: async (command, options = {}, asker = {}) =>
      command.run(rig.app, parseOptions(command, options), { ...manager(channel), ...asker }),
    tick: () => rig.app.daily.tick(clock.now, rig.chat),
    async close() {
      await rig.close()
      await discord.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Everything that a message says, as Discord was sent it, without the escapes of its Markdown. */
export function wordsOf({ content, cards }: Shown): string {
  return [content, ...cards.flatMap(({ title, url, text }) => [title, url, text])].join('\n').replace(/\\(.)/g, '$1')
}

/** The bot's own lines in a reply. */
export function linesOf({ reply }: Outcome): string[] {
  const lines = reply.cards.flatMap((card) => card.lines ?? [])
  return [reply.heading, ...lines.map((line) => (typeof line === 'string' ? line : line.text))]
}
