// Child process that holds the model: a run stops the event loop of the process it is in. Speaks over the fork's channel.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AutoModel, AutoTokenizer, env, mean_pooling, Tensor } from '@xenova/transformers'
import { createBatchInputs } from './batch-inputs.ts'

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
  const [tokenizer, network] = await Promise.all([
    AutoTokenizer.from_pretrained(model),
    AutoModel.from_pretrained(model, { quantized: true }),
  ])
  const file: unknown = JSON.parse(readFileSync(join(modelsFolder, model, 'tokenizer.json'), 'utf8'))
  const inputsOf = createBatchInputs(tokenizer, file)
  const read = (texts: string[]) => {
    if (!inputsOf) return tokenizer(texts, { padding: true, truncation: true })
    const { ids, mask, dims } = inputsOf(texts)
    return { input_ids: new Tensor('int64', ids, dims), attention_mask: new Tensor('int64', mask, dims) }
  }
  const embed = async (texts: string[]) => {
    const inputs = read(texts)
    const outputs = await network(inputs)
    const states = outputs.last_hidden_state ?? outputs.logits ?? outputs.token_embeddings
    // The library's own way to the first token's vector takes longer than its tokenizer and the model together.
    const isFirst = pooling === 'cls'
    const { data, dims } = isFirst ? states : mean_pooling(states, inputs.attention_mask)
    const width = dims.at(-1) ?? 0
    const step = isFirst ? width * (dims[1] ?? 1) : width
    const vectors = new Float32Array(texts.length * width)
    for (let i = 0; i < texts.length; i++) {
      const vector = (data as Float32Array).subarray(i * step, i * step + width)
      vectors.set(vector, i * width)
      toUnitLength(vectors.subarray(i * width, (i + 1) * width))
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

// Loops: for a small model `Math.hypot` and `map` take as long as its run. The library makes NaN of a text of no words.
function toUnitLength(vector: Float32Array) {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares) || 1
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) / length
}

process.on('disconnect', () => process.exit(0))
// A terminal sends these to every process of the program: running answers still need the model, and its parent ends it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
process.once('message', (message: Start) => {
  start(message).catch((cause: Error) => {
    process.send?.({ type: 'broken', message: cause.message }, () => process.exit(1))
  })
})
