import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { DownloadError, downloadModel, isComplete } from './download.ts'
import type { Embedder } from './embedder.ts'
import { type ModelRecipe, recipeOf } from './models.ts'

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), dimensions: z.number().int().positive() }),
  z.object({ type: z.literal('broken'), message: z.string() }),
  z.object({ type: z.literal('vectors'), id: z.number(), vectors: z.instanceof(Float32Array), dimensions: z.number() }),
  z.object({ type: z.literal('failed'), id: z.number(), message: z.string() }),
])

interface Options {
  /** `shipped`, a hub name, or a folder with config.json, tokenizer.json and onnx/. */
  model: string
  modelsFolder: string
  cacheFolder: string
  /** Where models are downloaded from; Hugging Face when undefined. */
  hub?: string | undefined
  /** What models want done to their texts, besides those that are known. */
  recipes?: Readonly<Record<string, ModelRecipe>>
  /** How long a download may give no sign of life. */
  stalledMs?: number
  /** Starts the child process; `fork` unless a test wants to see it. */
  startProcess?: typeof fork
  onProgress?: (progress: { file: string; percent: number }) => void
}

/** Where models are downloaded from when no hub is set. */
export const USUAL_HUB = 'https://huggingface.co/'
// A download that gives no sign of life for this long is given up: the library itself waits for ever.
const STALLED_MS = 60_000
// This module runs from its source in tests, and bundled beside embed-process.mjs otherwise.
const extension = extname(fileURLToPath(import.meta.url))
// Texts a message to the child: more would hold up other questions.
const BATCH = 16
// Messages under way: one is read while the other is carried.
const SENDERS = 2

// Needed from a local folder before the library is even asked: its own message would name paths of its own making.
const NEEDED = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx']

/**
 * Embedder over a model of @xenova/transformers in a child process, which is started again when it dies.
 * Throws UserError when files are missing or broken, or the hub cannot be reached.
 */
export async function createTransformersEmbedder(options: Options): Promise<Embedder> {
  const folder = localFolder(options) ?? (await downloaded(options))
  const recipe = recipeOf(options.model, options.recipes)
  const start = { model: basename(folder), modelsFolder: dirname(folder), pooling: recipe.pooling }
  const waiting = new Map<number, { done: (vectors: Float32Array) => void; fail: (cause: Error) => void }>()
  let child: ChildProcess | undefined
  let closing = false
  const running = new Set<Promise<unknown>>()
  let lastId = 0
  let starting: Promise<number> | undefined = launch()
  // A model names its width: nobody who does not embed has to wait for it to load.
  const dimensions = await dimensionsOf(folder)
  const id = `${options.model}@${modelHash(folder, recipe)}`

  function launch(): Promise<number> {
    const ready = new Promise<number>((done, refuse) => {
      const own = (options.startProcess ?? fork)(
        fileURLToPath(new URL(`./embed-process${extension}`, import.meta.url)),
        {
          execArgv: ['--no-warnings', ...(extension === '.ts' ? ['--import', import.meta.resolve('tsx')] : [])],
          serialization: 'advanced',
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        },
      )
      child = own
      const ended = (how: string) => {
        refuse(broken(folder, how))
        if (child !== own) return
        child = undefined
        for (const requestId of [...waiting.keys()]) settle(requestId)?.fail(new Error(how))
      }
      own.on('message', (raw) => {
        const message = messageSchema.parse(raw)
        if (message.type === 'ready') done(message.dimensions)
        else if (message.type === 'broken') refuse(broken(folder, message.message))
        else if (message.type === 'vectors') settle(message.id)?.done(message.vectors)
        else settle(message.id)?.fail(new Error(message.message))
      })
      own.on('exit', (code, signal) => ended(`the model's process ended with ${signal ?? code}`))
      own.on('error', (cause) => ended(`the model's process failed: ${cause.message}`))
      own.send(start)
    })
    // Told to whoever embeds; nobody may be embedding yet.
    ready.catch(() => {})
    return ready
  }
  async function ask(texts: readonly string[]): Promise<Float32Array[]> {
    if (!child) starting = launch()
    await starting
    const requestId = ++lastId
    const flat = await new Promise<Float32Array>((done, fail) => {
      waiting.set(requestId, { done, fail })
      const unsent = () => settle(requestId)?.fail(new Error("the model's process is gone"))
      if (child) child.send({ id: requestId, texts: [...texts] }, (cause) => cause && unsent())
      else unsent()
    })
    return texts.map((_, i) => flat.slice(i * dimensions, (i + 1) * dimensions))
  }
  function settle(requestId: number) {
    const request = waiting.get(requestId)
    waiting.delete(requestId)
    return request
  }
  return {
    id,
    dimensions,
    async embed(texts, role) {
      const prefix = role === 'query' ? recipe.queryPrefix : recipe.passagePrefix
      const prefixed = texts.map((text) => prefix + text)
      if (closing) throw new Error('the embedder is closed')
      const vectors: Float32Array[] = []
      let at = 0
      const sender = async () => {
        while (at < prefixed.length) {
          const own = at
          at += BATCH
          for (const [i, vector] of (await ask(prefixed.slice(own, own + BATCH))).entries()) vectors[own + i] = vector
        }
      }
      const whole = Promise.all(Array.from({ length: SENDERS }, sender))
      running.add(whole)
      await whole.finally(() => running.delete(whole))
      return vectors
    },
    /** Lets what was asked be answered first. */
    async close() {
      closing = true
      await Promise.allSettled([...running])
      const own = child
      if (!own) return
      await new Promise<void>((gone) => {
        own.once('exit', () => gone())
        // Nothing is in flight: the quickest end will do, also for a model that is still loading.
        own.kill('SIGKILL')
      })
    },
  }
}

/** Whether a hub's model is in the cache, whole as the hub gave it: no start downloads it again. */
export function isDownloaded(model: string, cacheFolder: string): boolean {
  return isComplete(join(cacheFolder, model), NEEDED)
}

function localFolder({ model, modelsFolder }: Options): string | undefined {
  const folder = model === 'shipped' ? join(modelsFolder, 'model') : resolve(model)
  if (model !== 'shipped' && !existsSync(folder)) return undefined
  const missing = NEEDED.filter((file) => !existsSync(join(folder, file)))
  if (missing.length > 0) {
    throw new UserError(
      'model_incomplete',
      `The model folder ${folder} lacks ${missing.join(', ')}: put it back, or set EMBEDDING_MODEL=none.`,
    )
  }
  return folder
}

async function dimensionsOf(folder: string): Promise<number> {
  const config = z.object({ hidden_size: z.number().int().positive() })
  try {
    return config.parse(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))).hidden_size
  } catch (cause) {
    throw new UserError(
      'model_broken',
      `${folder}/config.json gives no hidden_size: copy the model's files again, or set EMBEDDING_MODEL=none.`,
      { cause },
    )
  }
}

/** Changes with all that its vectors depend on. */
function modelHash(folder: string, recipe: ModelRecipe): string {
  const hash = createHash('sha256').update(JSON.stringify(recipe))
  for (const file of ['tokenizer.json', 'onnx/model_quantized.onnx']) hash.update(readFileSync(join(folder, file)))
  return hash.digest('hex').slice(0, 12)
}

function broken(folder: string, message: string): UserError {
  return new UserError(
    'model_broken',
    `The model in ${folder} cannot be loaded (${message}): copy its files again, or set EMBEDDING_MODEL=none.`,
  )
}

/** The folder in the cache that a hub's model is in, downloaded if need be. */
async function downloaded({ model, hub, cacheFolder, stalledMs = STALLED_MS, onProgress }: Options): Promise<string> {
  const folder = join(cacheFolder, model)
  try {
    await downloadModel({
      model,
      hub: hub ?? USUAL_HUB,
      folder,
      files: NEEDED,
      stalledMs,
      ...(onProgress && { onProgress }),
    })
    return folder
  } catch (cause) {
    throw new UserError(
      'hub_unreachable',
      `The model ${model} could not be downloaded (${reasonOf(cause, stalledMs)}): check the name and the network and start again, or unset EMBEDDING_MODEL to use the one that ships.`,
      { cause },
    )
  }
}

const networkErrorSchema = z.object({
  code: z.string().optional(),
  message: z.string(),
  statusCode: z.number().optional(),
})

function reasonOf(cause: unknown, stalledMs: number): string {
  if (cause instanceof DownloadError) return cause.message
  const { code, message, statusCode } = networkErrorSchema.parse(cause)
  if (statusCode !== undefined) return `the hub answers ${statusCode}`
  return code?.endsWith('_TIMEOUT') ? `no data for ${stalledMs / 1000} s` : (code ?? message)
}
