// Child process that holds the model: a run stops the event loop of the process it is in. Speaks over the fork's channel.
import { env, pipeline } from '@xenova/transformers'

interface Start {
  model: string
  modelsFolder: string
  cacheFolder: string
  /** Address of the hub to download from; undefined for a model of `modelsFolder`. */
  hub: string | undefined
  pooling: 'mean' | 'cls'
}
interface Request {
  id: number
  texts: string[]
}

async function start({ model, modelsFolder, cacheFolder, hub, pooling }: Start) {
  env.localModelPath = modelsFolder
  env.cacheDir = cacheFolder
  env.allowRemoteModels = hub !== undefined
  env.allowLocalModels = hub === undefined
  if (hub) env.remoteHost = hub
  const extract = await pipeline('feature-extraction', model, {
    quantized: true,
    progress_callback: (event: { status: string; file?: string; progress?: number }) => {
      if (event.status === 'progress')
        process.send?.({ type: 'progress', file: event.file, percent: event.progress ?? 0 })
    },
  })
  const embed = async (texts: string[]) => {
    const { data, dims } = await extract(texts, { pooling, normalize: true })
    return { vectors: Float32Array.from(data as Float32Array), dimensions: dims.at(-1) ?? 0 }
  }
  const { dimensions } = await embed(['dimensions'])
  process.on('message', async ({ id, texts }: Request) => {
    try {
      process.send?.({ type: 'vectors', id, ...(await embed(texts)) })
    } catch (cause) {
      process.send?.({ type: 'failed', id, message: String(cause) })
    }
  })
  process.send?.({ type: 'ready', dimensions })
}

process.on('disconnect', () => process.exit(0))
process.once('message', (message: Start) => {
  start(message).catch((cause: Error & { cause?: { code?: string } }) => {
    process.send?.({ type: 'broken', message: cause.message, code: cause.cause?.code }, () => process.exit(1))
  })
})
