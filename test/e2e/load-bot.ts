import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { z } from 'zod'

/** What the bot's processes use at one moment; bytes, and milliseconds of processor since they started. */
export interface Usage {
  at: number
  rss: number
  heap: number
  cpu: number
  /** Of the process that the model runs in. */
  modelRss: number
  modelCpu: number
}

export interface BotProcess {
  usage(): Promise<Usage>
  collectGarbage(): Promise<void>
  /** What it wrote to its log. */
  log: string[]
  /** Asks it to end, as a service is asked to: its exit code, or null if it had to be killed after 20 seconds. */
  stop(): Promise<number | null>
}

const replySchema = z.looseObject({ id: z.number(), result: z.looseObject({ usedSize: z.number().optional() }) })
const root = join(import.meta.dirname, '../..')
// What Linux counts memory and processor time in, on every machine that Node runs on.
const PAGE_BYTES = 4096
const TICK_MS = 10

/**
 * The real program in a process of its own, against a Discord at `apiBase`, in a home that `stop` removes. `profiles`:
 * a folder for a profile of where its processor time went.
 */
export async function startBotProcess(parts: {
  apiBase: string
  token: string
  profiles?: string
}): Promise<BotProcess> {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-load-'))
  const profiling = parts.profiles ? ['--cpu-prof', `--cpu-prof-dir=${parts.profiles}`] : []
  const flags = ['--no-warnings', '--inspect=127.0.0.1:0', ...profiling]
  const settings = { DISCORD_TOKEN: parts.token, DISCORD_API_BASE: parts.apiBase, VERBATIM_HOME: home }
  const env = { PATH: process.env.PATH, ...settings, NEWS_SOURCES: 'none', LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, [...flags, join(root, 'src/start.mjs')], {
    cwd: home,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const log: string[] = []
  const address = await new Promise<string>((found, fail) => {
    child.once('exit', (code) => fail(new Error(`the bot ended with ${code}: ${log.join('\n')}`)))
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, url] = /^Debugger listening on (\S+)/.exec(line) ?? []
      if (url) found(url)
      else if (!/^(For help|Debugger)/.test(line)) log.push(line)
    })
  })
  const inspector = new WebSocket(address)
  await once(inspector, 'open')
  const waiting = new Map<number, (used: number) => void>()
  inspector.on('message', (raw) => {
    const reply = replySchema.safeParse(JSON.parse(String(raw)))
    if (reply.success) waiting.get(reply.data.id)?.(reply.data.result.usedSize ?? 0)
  })
  let lastId = 0
  const call = (method: string) =>
    new Promise<number>((done) => {
      waiting.set(++lastId, done)
      inspector.send(JSON.stringify({ id: lastId, method }))
    })
  return {
    log,
    async usage() {
      const own = processUsage(child.pid ?? 0)
      const models = childrenOf(child.pid ?? 0).map(processUsage)
      const sum = (key: 'rss' | 'cpu') => models.reduce((all, one) => all + one[key], 0)
      const heap = await call('Runtime.getHeapUsage')
      return { at: performance.now(), ...own, heap, modelRss: sum('rss'), modelCpu: sum('cpu') }
    },
    async collectGarbage() {
      await call('HeapProfiler.collectGarbage')
    },
    async stop() {
      inspector.close()
      if (child.exitCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await Promise.race([ended, sleep(20_000, undefined, { ref: false })])
        if (child.exitCode === null) child.kill('SIGKILL')
        await ended
      }
      rmSync(home, { recursive: true, force: true })
      return child.exitCode
    },
  }
}

/** Zeros where there is no /proc to read it from. */
function processUsage(pid: number): { rss: number; cpu: number } {
  if (!existsSync(`/proc/${pid}/statm`)) return { rss: 0, cpu: 0 }
  const [, resident] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
  // Behind the name in brackets, which may hold spaces, the 12th and 13th field are the ticks of program and system.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return { rss: Number(resident) * PAGE_BYTES, cpu: (Number(fields[11]) + Number(fields[12])) * TICK_MS }
}

function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : []
}
