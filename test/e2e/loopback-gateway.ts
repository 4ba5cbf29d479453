import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { APPLICATION, GUILD, userJson } from './loopback-world.ts'

// Guilds, messages of guilds, private messages: no privileged intent.
const INTENTS = 1 | (1 << 9) | (1 << 12)

export interface GatewayParts {
  token: string
  url: string
  heartbeatMs: number
  /** The guild as it is when a bot connects. */
  guild(): object
  identified(): void
  resumed(): void
  fault(words: string): void
}

/** Discord's gateway, with at most one bot at a time. */
export function startGateway(
  http: Server,
  { token, url, heartbeatMs, guild, identified, resumed, fault }: GatewayParts,
) {
  const server = new WebSocketServer({ server: http, path: '/gateway' })
  const sockets = new Set<WebSocket>()
  let sequence = 0
  let session: WebSocket | undefined

  function dispatch(type: string, data: object): void {
    session?.send(JSON.stringify({ op: 0, t: type, s: ++sequence, d: data }))
  }

  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => {
      sockets.delete(socket)
      if (session === socket) session = undefined
    })
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: heartbeatMs } }))
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw))
      if (op === 1) socket.send(JSON.stringify({ op: 11 }))
      if (op === 2) identify(socket, d)
      if (op === 6) resume(socket, d)
    })
  })

  function identify(socket: WebSocket, data: { token: string; intents: number }) {
    identified()
    if (data.token !== token) return socket.close(4004)
    if (data.intents !== INTENTS) fault(`intents ${data.intents}`)
    session = socket
    dispatch('READY', {
      v: 10,
      user: userJson(APPLICATION),
      guilds: [{ id: GUILD, unavailable: true }],
      session_id: 'session',
      resume_gateway_url: url,
      application: { id: APPLICATION, flags: 0 },
    })
    dispatch('GUILD_CREATE', guild())
  }

  function resume(socket: WebSocket, data: { token: string; session_id: string }) {
    if (data.token !== token || data.session_id !== 'session') return socket.close(4004)
    resumed()
    session = socket
    dispatch('RESUMED', {})
  }

  return {
    url,
    dispatch,
    connected: () => session !== undefined,
    drop() {
      for (const socket of sockets) socket.terminate()
      session = undefined
    },
    close() {
      for (const socket of sockets) socket.terminate()
      server.close()
    },
  }
}
