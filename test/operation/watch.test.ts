import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { App } from '../../src/app.ts'
import { parseConfig } from '../../src/config.ts'
import { createConnection } from '../../src/operation/connection.ts'
import { noTally } from '../../src/operation/tally.ts'
import { openOperation } from '../../src/operation/watch.ts'
import { smallApp } from '../fakes/small-app.ts'
import { samplesIn } from './prometheus.ts'

let app: App
let logged: string[]
beforeEach(async () => {
  app = await smallApp()
  logged = []
})
afterEach(() => app.close())

const open = (env: Record<string, string>) =>
  openOperation({
    config: parseConfig(env),
    app,
    store: app.state,
    connection: createConnection(),
    log: pino({}, { write: (line: string) => logged.push(line) }),
  })
const portsHere = () => process.getActiveResourcesInfo().filter((what) => what === 'TCPServerWrap').length

it('opens no port and counts nothing where none is set', async () => {
  const { metrics, close } = await open({ METRICS_PORT: '' })
  expect(portsHere()).toBe(0)
  expect(metrics).toBe(noTally)
  expect(logged).toEqual([])
  await close()
})

it('shows the papers and the posts that wait, and says where', async () => {
  const { close } = await open({ METRICS_PORT: '0' })
  expect(portsHere()).toBe(1)
  const { host, port } = JSON.parse(logged[0] ?? '')
  expect(host).toBe('127.0.0.1')
  const scrape = async () => samplesIn(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())
  expect((await scrape()).get('verbatim_papers')).toBe(1)
  expect((await scrape()).get('verbatim_posts_waiting')).toBe(0)
  const reply = JSON.stringify({ heading: 'x', cards: [] })
  for (const id of ['1', '2'])
    app.state.putPost({ id, target: { kind: 'channel', id }, purpose: 'daily', reply, mentions: [], dueAt: 1 })
  // One waits for its time, the other for a person.
  app.state.postpone('1', Date.now() + 60_000)
  app.state.postpone('2', Number.MAX_SAFE_INTEGER)
  expect((await scrape()).get('verbatim_posts_waiting')).toBe(1)
  await close()
  await expect.poll(portsHere).toBe(0)
})
