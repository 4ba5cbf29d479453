import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, expect, it } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { UserError } from '../../src/errors.ts'
import { createConnection } from '../../src/operation/connection.ts'
import { createHealth } from '../../src/operation/health.ts'
import { createMetrics } from '../../src/operation/metrics.ts'
import { type OperationPort, openOperationPort } from '../../src/operation/server.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

const watched = {
  isConnected: () => true,
  postsWaiting: (): number => {
    throw new Error('no look at the posts')
  },
  papers: () => 1,
  sources: () => [],
}
const healthy = () => ({ status: 'ok' as const, checks: { gateway: 'ok', database: 'ok' } })
const opened: OperationPort[] = []
async function open(parts: {
  host?: string
  port?: number
  health?: Parameters<typeof openOperationPort>[0]['health']
}) {
  const { host = '127.0.0.1', port = 0, health = healthy } = parts
  const own = await openOperationPort({ host, port, health, metrics: createMetrics(watched), onError: () => {} })
  opened.push(own)
  return own
}
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close()
})
const page = ({ port }: OperationPort, path: string, method = 'GET') =>
  fetch(`http://127.0.0.1:${port}${path}`, { method })

it('serves three pages and nothing else', async () => {
  const own = await open({})
  expect(await (await page(own, '/live')).text()).toBe('ok\n')
  expect(await (await page(own, '/health?pretty')).json()).toEqual(healthy())
  expect((await page(own, '/metrics')).headers.get('content-type')).toContain('version=0.0.4')
  for (const path of ['/', '/metrics/', '/../etc/passwd', '/healthz']) expect((await page(own, path)).status).toBe(404)
})

it('answers HEAD without a body and refuses other methods', async () => {
  const own = await open({})
  const head = await page(own, '/metrics', 'HEAD')
  expect(head.status).toBe(200)
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000)
  expect(await head.text()).toBe('')
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const refused = await page(own, '/metrics', method)
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  }
})

it('leaves out a number that cannot be had, and shows the others', async () => {
  const text = await (await page(await open({}), '/metrics')).text()
  expect(text).not.toMatch(/^verbatim_posts_waiting/m)
  expect(text).toContain('verbatim_papers 1')
})

it('says what to do about a port in use and an address that is not here', async () => {
  const { port } = await open({})
  const inUse = open({ port })
  await expect(inUse).rejects.toThrow(UserError)
  await expect(inUse).rejects.toThrow(`METRICS_PORT=${port} cannot be opened on 127.0.0.1, the port is in use`)
  await expect(open({ host: '192.0.2.1' })).rejects.toThrow('METRICS_HOST is no address of this machine')
})

it('is reached from this machine alone unless told otherwise', async () => {
  const { METRICS_HOST: host } = parseConfig({})
  const { port } = await open({ host })
  const others = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses)
  for (const { address } of others.filter(({ internal, family }) => !internal && family === 'IPv4'))
    await expect(reaches(address, port)).resolves.toBe(false)
  await expect(reaches('127.0.0.2', port)).resolves.toBe(false)
  await expect(reaches('127.0.0.1', port)).resolves.toBe(true)
})

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const done = (isReached: boolean) => {
      socket.destroy()
      resolve(isReached)
    }
    socket.once('connect', () => done(true)).once('error', () => done(false))
  })
}

it('closes at once although somebody stays connected', async () => {
  const { port, close } = await open({})
  const socket = connect({ host: '127.0.0.1', port })
  await new Promise((resolve) => socket.once('connect', resolve))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => {})
  socket.write('GET /live HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n')
  await new Promise((resolve) => socket.once('data', resolve))
  const startedAt = performance.now()
  await close()
  await closed
  expect(performance.now() - startedAt).toBeLessThan(500)
})

it('is unhealthy while the database cannot be written', async () => {
  const home = mkdtempSync(`${tmpdir()}/verbatim-`)
  const store = openSqliteStore(home)
  const connection = createConnection()
  connection.set(true)
  let now = 0
  const own = await open({ health: createHealth({ connection, write: () => store.set('a', 'b'), now: () => now }) })
  expect((await page(own, '/health')).status).toBe(200)
  const other = new Database(join(home, 'verbatim.db'))
  other.exec('DROP TABLE settings')
  other.close()
  // Whoever asks often does not make the disk busy.
  expect((await page(own, '/health')).status).toBe(200)
  now += 5000
  const failing = await page(own, '/health')
  expect(failing.status).toBe(503)
  expect(await failing.json()).toMatchObject({
    status: 'failing',
    checks: { gateway: 'ok', database: 'cannot be written' },
  })
  expect((await page(own, '/live')).status).toBe(200)
  store.close()
  rmSync(home, { recursive: true })
})

it('takes a port from 0 to 65535 and nothing else', () => {
  expect(parseConfig({}).METRICS_PORT).toBeUndefined()
  expect(parseConfig({ METRICS_PORT: ' ' }).METRICS_PORT).toBeUndefined()
  expect(parseConfig({ METRICS_PORT: '0' }).METRICS_PORT).toBe(0)
  expect(parseConfig({ METRICS_PORT: '65535' }).METRICS_PORT).toBe(65_535)
  for (const wrong of ['65536', '-1', '9464.5', '1e3', 'http'])
    expect(() => parseConfig({ METRICS_PORT: wrong })).toThrow('METRICS_PORT')
})
