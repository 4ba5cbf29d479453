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

/** How a connection ends, and what the next one meets. */
export interface Cut {
  /** Closes with this code; without one, the connection is cut. */
  code?: number
  /** Says so instead of closing: reconnect (7), or the session is not valid (9) and may or may not be resumed. */
  says?: 'reconnect' | 'invalid' | 'invalid, resume'
  /** The session is gone: a bot that resumes is told so. */
  forgets?: boolean
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
  /** What was sent in the session, to be sent again to a bot that resumes and has not seen it. */
  let sent: { s: number; text: string }[] = []
  let sessionId = ''
  let refusesWith: number | undefined
  let isDeaf = false

  function dispatch(type: string, data: object): void {
    const text = JSON.stringify({ op: 0, t: type, s: ++sequence, d: data })
    sent.push({ s: sequence, text })
    session?.send(text)
  }

  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', (code) => {
      sockets.delete(socket)
      if (session !== socket) return
      session = undefined
      // A bot that says goodbye does not come back for its session.
      if (code === 1000) sessionId = ''
    })
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: heartbeatMs } }))
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw))
      if (op === 1 && !(isDeaf && socket === session)) socket.send(JSON.stringify({ op: 11 }))
      if (op === 2) identify(socket, d)
      if (op === 6) resume(socket, d)
    })
  })

  function identify(socket: WebSocket, data: { token: string; intents: number }) {
    identified()
    if (refusesWith !== undefined) return socket.close(refusesWith)
    if (data.token !== token) return socket.close(4004)
    if (data.intents !== INTENTS) fault(`intents ${data.intents}`)
    session = socket
    sessionId = `session-${sequence}`
    sent = []
    isDeaf = false
    dispatch('READY', {
      v: 10,
      user: userJson(APPLICATION),
      guilds: [{ id: GUILD, unavailable: true }],
      session_id: sessionId,
      resume_gateway_url: url,
      application: { id: APPLICATION, flags: 0 },
    })
    dispatch('GUILD_CREATE', guild())
  }

  function resume(socket: WebSocket, data: { token: string; session_id: string; seq: number }) {
    if (data.token !== token) return socket.close(4004)
    if (data.session_id !== sessionId) return socket.send(JSON.stringify({ op: 9, d: false }))
    resumed()
    session = socket
    isDeaf = false
    for (const { s, text } of sent) if (s > data.seq) socket.send(text)
    dispatch('RESUMED', {})
  }

  return {
    url,
    dispatch,
    connected: () => session !== undefined,
    /** Whether a bot that is away will be told of what happens meanwhile, if it resumes. */
    isAwaited: () => sessionId !== '',
    drop() {
      for (const socket of sockets) socket.terminate()
      session = undefined
    },
    cut({ code, says, forgets = false }: Cut) {
      if (forgets) sessionId = ''
      const own = session
      session = undefined
      if (says === 'reconnect') own?.send(JSON.stringify({ op: 7, d: null }))
      else if (says) own?.send(JSON.stringify({ op: 9, d: says === 'invalid, resume' }))
      else if (code === undefined) own?.terminate()
      else own?.close(code)
    },
    /** Does not acknowledge heartbeats until the bot comes back, and sends it nothing. */
    goDeaf() {
      isDeaf = true
    },
    /** From now on whoever identifies is sent away with this code. */
    refuse(code: number) {
      refusesWith = code
    },
    close() {
      for (const socket of sockets) socket.terminate()
      server.close()
    },
  }
}
