import { pino } from 'pino'
import { loggable } from './loggable.ts'

interface LogParts {
  level: string
  /** Discord's token, which no line may hold. */
  token: string | undefined
  /** Takes whole lines. */
  destination: { write(line: string): void }
}

// Where a token could stand in what is logged: fields of Discord's client, of requests, and settings.
const SECRET = ['token', 'authorization', 'Authorization', 'DISCORD_TOKEN']

/**
 * A log of JSON lines. Errors are logged with chosen fields only, secrets of known names are left out, and the token is
 * taken out of whatever line it got into.
 */
export function createLog({ level, token, destination }: LogParts): pino.Logger {
  const secret = token === undefined ? '' : JSON.stringify(token).slice(1, -1)
  const clean = (error: unknown) => loggable(error, token ?? '')
  return pino(
    {
      level,
      redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' },
      serializers: { err: clean },
    },
    { write: (line: string) => destination.write(secret === '' ? line : line.replaceAll(secret, '[token]')) },
  )
}
