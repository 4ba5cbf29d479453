/** Whether the bot is connected to Discord's gateway, and for how long it has not been. */
export interface Connection {
  set(isConnected: boolean): void
  isConnected(): boolean
  /** 0 while connected. */
  lostForMs(): number
}

/** Not connected at first. `now` is a clock in milliseconds that is never set back. */
export function createConnection(now: () => number = () => performance.now()): Connection {
  let lostAt: number | undefined = now()
  return {
    set(isConnected) {
      lostAt = isConnected ? undefined : (lostAt ?? now())
    },
    isConnected: () => lostAt === undefined,
    lostForMs: () => (lostAt === undefined ? 0 : now() - lostAt),
  }
}
