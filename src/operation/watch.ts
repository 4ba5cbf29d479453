import type { Logger } from 'pino'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import type { Connection } from './connection.ts'
import { createHealth } from './health.ts'
import { noTally, type Tally } from './tally.ts'

interface OperationParts {
  config: Pick<Config, 'METRICS_HOST' | 'METRICS_PORT'>
  app: Pick<App, 'library' | 'daily' | 'state'>
  store: Pick<Store, 'set'>
  connection: Connection
  log: Logger
}

interface Operation {
  metrics: Tally
  close(): Promise<void>
}

/** Counts and serves the counts where a port is set; counts nothing and opens nothing where none is. */
export async function openOperation({ config, app, store, connection, log }: OperationParts): Promise<Operation> {
  const { METRICS_HOST: host, METRICS_PORT: wanted } = config
  if (wanted === undefined) return { metrics: noTally, async close() {} }
  const [{ createMetrics }, { openOperationPort }] = await Promise.all([import('./metrics.ts'), import('./server.ts')])
  const metrics = createMetrics({
    isConnected: connection.isConnected,
    // Those that are put aside until a person sets them going do not count.
    postsWaiting: () => app.state.postsToSend(Number.MAX_SAFE_INTEGER - 1).length,
    papers: () => app.library.size(),
    sources: () =>
      app.daily.news.status().map(({ name, status }) => ({ name, isFailing: status.failingSince !== undefined })),
  })
  const health = createHealth({ connection, write: () => store.set('looked after', new Date().toISOString()) })
  const onError = (err: unknown) => log.error({ err }, 'the port for metrics has trouble')
  const { port, close } = await openOperationPort({ host, port: wanted, metrics, health, onError })
  log.info({ host, port }, 'metrics and health are served')
  return { metrics, close }
}
