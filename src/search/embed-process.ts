// Child process that holds the model: a run stops the event loop of the process it is in. Speaks over the fork's channel.
import { env, pipeline } from '@xenova/transformers'

interface Start {
  /** Name of the model's folder in `modelsFolder`. */
  model: string
  modelsFolder: string
  pooling: 'mean' | 'cls'
}
interface Request {
  id: number
  texts: string[]
}

async function start({ model, modelsFolder, pooling }: Start) {
  env.localModelPath = modelsFolder
  env.allowRemoteModels = false
  const extract = await pipeline('feature-extraction', model, { quantized: true })
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
  start(message).catch((cause: Error) => {
    process.send?.({ type: 'broken', message: cause.message }, () => process.exit(1))
  })
})
