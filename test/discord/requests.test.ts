import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createMakeRequest } from '../../src/discord/requests.ts'

const server = createServer(({ url }, response) => {
  if (url === '/silence') return
  response.writeHead(204).end()
})
let base: string
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.closeAllConnections())

function makeRequestWithin(limit: number) {
  const tries = { limit, pauses: [] }
  return createMakeRequest({
    patience: { firstAnswer: tries, call: tries, upload: tries },
    log: pino({ level: 'silent' }),
    stopping: new AbortController().signal,
    onUnauthorized: () => undefined,
  })
}

function get(makeRequest: ReturnType<typeof makeRequestWithin>, path: string) {
  return makeRequest(`${base}${path}`, { method: 'GET', signal: new AbortController().signal })
}

// Compiled code keeps nothing alive that it does not need any more: a timer that nobody holds is never heard.
it('gives silence up after thousands of calls, while memory is tidied', async () => {
  const makeRequest = makeRequestWithin(1000)
  for (let call = 0; call < 4000; call++) await get(makeRequest, '/')
  setFlagsFromString('--expose-gc')
  const collectGarbage: () => void = runInNewContext('gc')
  const tidying = setInterval(collectGarbage, 20)
  const silence = await Promise.race([
    get(makeRequest, '/silence').catch((error: unknown) => String(error)),
    new Promise((resolve) => setTimeout(resolve, 5000, 'still waiting')),
  ])
  clearInterval(tidying)
  expect(silence).toMatch(/Discord/)
})

it('gives up when the caller does', async () => {
  const caller = new AbortController()
  setTimeout(() => caller.abort(), 50)
  const began = Date.now()
  const asked = makeRequestWithin(10_000)(`${base}/silence`, { method: 'GET', signal: caller.signal })
  await expect(asked).rejects.toThrow(/Discord/)
  expect(Date.now() - began).toBeLessThan(5000)
})
