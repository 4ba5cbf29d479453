import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'libsql'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { bundled } from '../fakes/bundled.ts'
import { type Facts, factsSchema } from './disk-full-facts.ts'
import { makeLayout0 } from './layout-0.ts'

let child: Awaited<ReturnType<typeof bundled>>
let home: string
beforeAll(async () => {
  child = await bundled(join(import.meta.dirname, 'disk-full-child.ts'))
})
afterAll(() => child.remove())
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'verbatim-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

// Both stand in for a full disk: no file may grow beyond a limit, anywhere; a small file system, where one may be mounted.
const LIMITED = (units: number) => `ulimit -S -f ${units}; exec "$NODE" "$CHILD"`
const MOUNT = 'mount -t tmpfs -o size=3m tmpfs "$HOME_FOLDER"'
const canMount =
  spawnSync('unshare', ['-rm', 'sh', '-c', `mount -t tmpfs tmpfs '${tmpdir()}' && test -w '${tmpdir()}'`]).status === 0

interface Ran {
  facts: Facts[]
  stderr: string
  code: number | null
}

/** Runs a shell script that starts the child; `makeRoom` is called when it has told what a full disk does. */
function run(script: string, { isOwnMount = false, makeRoom = () => {} } = {}): Promise<Ran> {
  const [program, ...args] = isOwnMount ? ['unshare', '-rm', 'sh', '-c', script] : ['sh', '-c', script]
  const env = { ...process.env, NODE: process.execPath, CHILD: child.file, HOME_FOLDER: home }
  const shell = spawn(program ?? '', args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const ran: Ran = { facts: [], stderr: '', code: null }
  createInterface({ input: shell.stdout }).on('line', (line) => {
    ran.facts.push(factsSchema.parse(JSON.parse(line)))
    if (ran.facts.length > 1) return
    makeRoom()
    shell.stdin.end('there is room\n')
  })
  shell.stderr.on('data', (text) => {
    ran.stderr += text
  })
  return new Promise((resolve) => shell.once('close', (code) => resolve({ ...ran, code })))
}

const SENTENCE = /^disk_full: Nothing can be saved, the disk of this bot is full or read-only/
const unwritten = {
  putPapers: expect.stringMatching(SENTENCE),
  putSchedule: expect.stringMatching(SENTENCE),
  atomically: expect.stringMatching(SENTENCE),
  importText: expect.stringMatching(SENTENCE),
  schedules: 0,
  half: 'nothing',
  found: [],
  asked: 'answered',
  // The answer's id could not be kept, and nobody but the log hears of it.
  background: [expect.stringContaining('Nothing can be saved')],
  backup: expect.stringMatching(/^backup_failed: .*cannot be written/),
}
const full = { ...unwritten, told: [], papers: [], library: ['loom'] }
const roomy = {
  putPapers: 'done',
  putSchedule: 'done',
  atomically: 'done',
  importText: 'done',
  papers: ['a', 'b', 'c', 'd', 'imported'],
  schedules: 1,
  half: 'written',
  library: ['loom', 'imported'],
  found: ['imported'],
  asked: 'answered',
  background: [],
}
const atStart = { ...unwritten, papers: ['stored'], kept: 'yes', library: ['loom', 'stored'] }

it('a disk that gets full takes nothing half, answers go on, and writing too when there is room', async () => {
  const makeRoom = () => {
    const db = new Database(join(home, 'verbatim.db'), { timeout: 5000 })
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()
  }
  // The limit is a file's, so that a small copy has room.
  const ran = await run(`${LIMITED(800)} 'grow until full' "$HOME_FOLDER"`, { makeRoom })
  expect(ran).toMatchObject({ facts: [{ ...full, backup: expect.any(String) }, roomy], stderr: '', code: 0 })
  const store = openSqliteStore(home)
  expect(store.papers().map(({ id }) => id)).toEqual(roomy.papers)
  store.close()
})

it('a bot that starts on a full disk reads, answers, and says that nothing is saved', async () => {
  await run(`exec "$NODE" "$CHILD" prepare "$HOME_FOLDER"`)
  const { facts, code } = await run(`${LIMITED(0)} start "$HOME_FOLDER"`)
  expect(facts).toMatchObject([atStart])
  expect(facts[0]?.told).toEqual([expect.stringContaining(`VERBATIM_HOME=${home} cannot be written`)])
  expect(facts[0]?.told[0]).toContain('nothing is saved: make room')
  expect(code).toBe(0)
  const store = openSqliteStore(home, expect.unreachable)
  store.set('kept', 'and written again')
  store.close()
})

it('a bot that has nothing to read, or would have to change it first, says that it needs room', async () => {
  const fresh = await run(`${LIMITED(0)} start "$HOME_FOLDER"`)
  expect(fresh.stderr).toContain('make room there, or choose a folder that can be written')
  expect(fresh.code).toBe(1)
  rmSync(join(home, 'verbatim.db'))
  makeLayout0(home, { papers: 3, answers: 3 })
  const old = await run(`${LIMITED(0)} start "$HOME_FOLDER"`)
  expect(old.stderr).toContain('make room there, or choose a folder that can be written')
  expect(existsSync(join(home, 'verbatim.db'))).toBe(true)
  const store = openSqliteStore(home)
  expect(store.papers()).toHaveLength(3)
  store.close()
})

it.skipIf(!canMount)('the same on a file system without room', async () => {
  const ran = await run(`${MOUNT}; exec "$NODE" "$CHILD" 'fill' "$HOME_FOLDER"`, { isOwnMount: true })
  expect(ran).toMatchObject({ facts: [full, roomy], stderr: '', code: 0 })
})

const FILL = 'dd if=/dev/zero "of=$HOME_FOLDER/fill" bs=1k 2>/dev/null'
const READ_ONLY = 'mount -o remount,ro tmpfs "$HOME_FOLDER"'

it.skipIf(!canMount).each([
  ['full', FILL, 'prepare'],
  ['read-only', READ_ONLY, 'prepare'],
  ['full, after it was killed', FILL, 'prepare and die'],
  ['read-only, after it was killed', READ_ONLY, 'prepare and die'],
])('a bot starts where the file system is %s', async (_how, makeIt, prepare) => {
  const script = `${MOUNT}; "$NODE" "$CHILD" '${prepare}' "$HOME_FOLDER"; ${makeIt}; "$NODE" "$CHILD" start "$HOME_FOLDER"`
  const { facts, code } = await run(script, { isOwnMount: true })
  expect(facts).toMatchObject([atStart])
  expect(facts[0]?.told).toEqual([expect.stringContaining('nothing is saved')])
  expect(code).toBe(0)
})
