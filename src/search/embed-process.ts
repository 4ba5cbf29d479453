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
    // The library's own way to the first token's unit vector takes longer than its tokenizer and the model together.
    const isFirst = pooling === 'cls'
    const { data, dims } = await extract(texts, isFirst ? {} : { pooling, normalize: true })
    const width = dims.at(-1) ?? 0
    const step = isFirst ? width * (dims[1] ?? 1) : width
    const vectors = new Float32Array(texts.length * width)
    for (let i = 0; i < texts.length; i++) {
      const vector = (data as Float32Array).subarray(i * step, i * step + width)
      vectors.set(isFirst ? unit(vector) : vector, i * width)
    }
    return { vectors, dimensions: width }
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

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

process.on('disconnect', () => process.exit(0))
// A terminal sends these to every process of the program: running answers still need the model, and its parent ends it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
process.once('message', (message: Start) => {
  start(message).catch((cause: Error) => {
    process.send?.({ type: 'broken', message: cause.message }, () => process.exit(1))
  })
})
