import { spawn } from 'node:child_process'
import { existsSync, truncateSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { examine, runDoctor } from '../../src/doctor/doctor.ts'
import { reportOf } from '../../src/doctor/report.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { type LoopbackDiscord, startLoopbackDiscord } from '../e2e/loopback-discord.ts'
import { hfRow, type LoopbackSources, startLoopbackSources } from '../fakes/loopback-sources.ts'
import { paperNumber } from '../store/layout-0.ts'
import { inFolder } from './in-folder.ts'

const TOKEN = 'MTAw.abc.secret'
const root = resolve(import.meta.dirname, '../..')
const folder = inFolder()
let discord: LoopbackDiscord
let sources: LoopbackSources
beforeEach(async () => {
  ;[discord, sources] = await Promise.all([startLoopbackDiscord(TOKEN), startLoopbackSources()])
  sources.days.set(sources.today(), [hfRow(0)])
})
afterEach(() => Promise.all([discord.close(), sources.close()]))

function settings(own: Record<string, string> = {}): Record<string, string> {
  return {
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_BASE: discord.apiBase,
    VERBATIM_HOME: join(folder(), 'home'),
    HUGGINGFACE_URL: sources.huggingFaceUrl,
    ARXIV_RSS_URL: sources.arxivRssUrl,
    ...own,
  }
}

async function doctor(own: Record<string, string> = {}, isTTY = false) {
  const stdout = Object.assign(new PassThrough(), { isTTY })
  const parts = { envFile: join(folder(), '.env'), nodeVersion: '20.19.0', dataFolder: join(root, 'data') }
  const code = await runDoctor({ ...parts, env: settings(own), now: Date.now, stdout })
  stdout.end()
  return { code, output: await text(stdout) }
}

/** `what` and status of each line. */
const marks = (output: string) =>
  [...output.matchAll(/^[✓!✗] (\w+) +(\w+)/gm)].map(([, status, what]) => `${what} ${status}`)

it('finds nothing to mend with an empty home, and makes none', async () => {
  const { code, output } = await doctor()
  expect(marks(output)).toEqual(
    ['settings', 'node', 'database', 'corpus', 'disk', 'model', 'token', 'permissions', 'sources', 'clock'].map(
      (what) => `${what} good`,
    ),
  )
  expect(code).toBe(0)
  expect(output).toContain('10 good, 0 to look at (warning), 0 to mend (bad)')
  expect(existsSync(join(folder(), 'home'))).toBe(false)
})

it('goes on with all checks when several things are wrong at once, and never prints the token', async () => {
  const home = join(folder(), 'home')
  const store = openSqliteStore(home)
  store.putPapers(Array.from({ length: 60 }, (_, i) => paperNumber(i)))
  store.close()
  truncateSync(join(home, 'verbatim.db'), 8192)
  const wrong = 'MTAw.abc.wrong'
  const base = discord.apiBase.replace('http://', `http://${wrong}:${wrong}@`)
  const { code, output } = await doctor({
    DISCORD_TOKEN: wrong,
    EMBEDDING_MODEL: `/nowhere/${wrong}`,
    LOG_LEVEL: wrong,
    VERBATIM_CORPUS: `https://${base}/${wrong}`,
  })
  expect(code).toBe(1)
  expect(marks(output).filter((line) => line.endsWith('bad'))).toEqual([
    'settings bad',
    'database bad',
    'corpus bad',
    'model bad',
    'token bad',
  ])
  expect(output).toContain('is damaged')
  expect(output).not.toContain(wrong)
})

it('finds the network missing, and the rest good', async () => {
  const nowhere = 'http://127.0.0.1:9'
  const config = parseConfig(settings({ DISCORD_API_BASE: `${nowhere}/api`, HUGGINGFACE_URL: nowhere }))
  const findings = await examine({ config, dataFolder: join(root, 'data'), now: Date.now })
  expect(findings.map(({ what, status }) => `${what} ${status}`)).toEqual([
    'database good',
    'corpus good',
    'disk good',
    'model good',
    'token bad',
    'sources bad',
    'clock warning',
  ])
})

it('shows colour in a terminal only, and not where NO_COLOR is set', async () => {
  expect((await doctor({ EMBEDDING_MODEL: 'none' }, true)).output).toContain('\u001b[33m! warning')
  expect((await doctor({ EMBEDDING_MODEL: 'none', NO_COLOR: '1' }, true)).output).not.toContain('\u001b')
  expect((await doctor({ EMBEDDING_MODEL: 'none' })).output).not.toContain('\u001b')
})

it('lets no name bring its own lines or codes into a terminal', () => {
  const says = 'in “a\u001b[2J\r\nb”'
  expect(reportOf([{ what: 'permissions', status: 'good', says }], false)).toContain('in “a [2J b”\n')
})

it('runs as a command where the bot itself could not start, and ends with 1', async () => {
  writeFileSync(join(folder(), 'verbatim.db'), 'no database, but words '.repeat(400))
  const env = { ...process.env, ...settings({ VERBATIM_HOME: folder(), DISCORD_TOKEN: '', EMBEDDING_MODEL: 'none' }) }
  const child = spawn(process.execPath, ['--no-warnings', 'src/start.mjs', 'doctor'], { cwd: root, env })
  const ended = new Promise((done) => child.on('close', done))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  expect(marks(stdout)).toContain('database bad')
})
