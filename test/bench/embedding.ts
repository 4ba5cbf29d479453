import { join } from 'node:path'
import { AutoTokenizer, env } from '@xenova/transformers'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'

const BATCH = 16
const ROUNDS = 5

/**
 * Texts a second: of onnxruntime alone on token ids made before, the same behind the library's tokenizer, and of ours.
 * All get the same batches, shortest texts first as an import makes them; in turn, the best round of each counts.
 */
export async function embeddingSpeed(given: readonly string[], dataFolder: string, cacheFolder: string) {
  const texts = given.toSorted((a, b) => a.length - b.length)
  // The module names what it exports at run time only.
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  env.localModelPath = dataFolder
  env.allowRemoteModels = false
  const tokenizer = await AutoTokenizer.from_pretrained('model')
  const session = await InferenceSession.create(join(dataFolder, 'model/onnx/model_quantized.onnx'))
  const own = await createTransformersEmbedder({ model: 'shipped', modelsFolder: dataFolder, cacheFolder })
  const batches = Array.from({ length: Math.ceil(texts.length / BATCH) }, (_, i) =>
    texts.slice(i * BATCH, (i + 1) * BATCH),
  )
  const tokensOf = (batch: readonly string[]) => tokenizer([...batch], { padding: true, truncation: true })
  const tokenized = batches.map(tokensOf)
  const run = (inputs: (typeof tokenized)[number]) => {
    const names = ['input_ids', 'attention_mask', 'token_type_ids'] as const
    return session.run(
      Object.fromEntries(names.map((name) => [name, new Tensor('int64', inputs[name].data, inputs[name].dims)])),
    )
  }
  const ways: Record<string, () => Promise<void>> = {
    'onnxruntime alone': async () => {
      for (const inputs of tokenized) await run(inputs)
    },
    "behind the library's tokenizer": async () => {
      for (const batch of batches) await run(tokensOf(batch))
    },
    ours: async () => {
      await own.embed(texts, 'passage')
    },
  }
  const best = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const started = performance.now()
      await way()
      const rate = (1000 * texts.length) / (performance.now() - started)
      best.set(name, Math.max(rate, best.get(name) ?? 0))
    }
  }
  await own.close()
  return [...best].map(([name, rate]) => ({
    texts: texts.length,
    way: name,
    'texts/s': Math.round(rate),
    'times the bare time': Number(((best.get('onnxruntime alone') ?? 0) / rate).toFixed(2)),
  }))
}
