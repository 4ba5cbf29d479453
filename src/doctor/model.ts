import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { readRecipes } from '../search/models.ts'
import { createTransformersEmbedder, isDownloaded, USUAL_HUB } from '../search/transformers.ts'
import { bad, type Finding, good, warning } from './finding.ts'

const WHAT = 'model'
const SENTENCE = 'The model reads this sentence.'
const UNSET = 'unset EMBEDDING_MODEL to use the one that ships'

export interface ModelParts {
  config: Config
  /** Holds the model that ships, in `model/`. */
  dataFolder: string
  /** For one request to a hub. */
  timeoutMs: number
}

/** Whether the model that reads meaning is there and works; downloads nothing. */
export async function modelFindings(parts: ModelParts): Promise<Finding[]> {
  const { EMBEDDING_MODEL, VERBATIM_HOME } = parts.config
  if (EMBEDDING_MODEL === 'none') {
    const lost = 'EMBEDDING_MODEL=none: papers are found by their words only, and more questions are refused'
    return [warning(WHAT, lost, UNSET)]
  }
  const isAtHand = EMBEDDING_MODEL === 'shipped' || existsSync(resolve(EMBEDDING_MODEL))
  if (isAtHand || isDownloaded(EMBEDDING_MODEL, join(VERBATIM_HOME, 'models'))) return [await tried(parts)]
  // How a path is written, and no hub's name.
  if (/^[./~]|\\|^[A-Za-z]:|\/.*\//.test(EMBEDDING_MODEL)) {
    return [bad(WHAT, `EMBEDDING_MODEL=${EMBEDDING_MODEL} is a folder that is not there`, `name another, or ${UNSET}`)]
  }
  return [await askedOfHub(parts)]
}

async function tried({ config, dataFolder }: ModelParts): Promise<Finding> {
  const { EMBEDDING_MODEL, VERBATIM_HOME } = config
  const embedder = await createTransformersEmbedder({
    model: EMBEDDING_MODEL,
    modelsFolder: dataFolder,
    cacheFolder: join(VERBATIM_HOME, 'models'),
    recipes: readRecipes(join(VERBATIM_HOME, 'models.json')),
  })
  try {
    // The first one waits for the model to load.
    await embedder.embed([SENTENCE], 'passage')
    const before = performance.now()
    const [vector] = await embedder.embed([SENTENCE], 'passage')
    const ms = Math.ceil(performance.now() - before)
    return good(WHAT, `${EMBEDDING_MODEL} reads a sentence into ${vector?.length} dimensions in ${ms} ms`)
  } finally {
    await embedder.close()
  }
}

async function askedOfHub({ config, timeoutMs }: ModelParts): Promise<Finding> {
  const { EMBEDDING_MODEL, EMBEDDING_HUB = USUAL_HUB } = config
  const hub = EMBEDDING_HUB.endsWith('/') ? EMBEDDING_HUB : `${EMBEDDING_HUB}/`
  const network = 'look to the network and the proxy, and to EMBEDDING_HUB'
  const status = await statusOf(new URL(`${EMBEDDING_MODEL}/resolve/main/config.json`, hub), timeoutMs)
  if (status === undefined) {
    const says = `${EMBEDDING_MODEL} is not downloaded yet, and its hub ${hub} cannot be reached: the bot cannot start`
    return bad(WHAT, says, `${network}, or ${UNSET}`)
  }
  if (status < 400) {
    const says = `${EMBEDDING_MODEL} is not downloaded yet: the next start downloads it, which can take minutes`
    return warning(WHAT, says, 'nothing to do, the hub has it; start the bot once while somebody looks on')
  }
  const says = `EMBEDDING_MODEL=${EMBEDDING_MODEL} is no folder, and the hub ${hub} has no such model (HTTP ${status})`
  return bad(WHAT, says, `look to the name, or ${UNSET}`)
}

/** The status of what a hub answers; undefined when it does not answer. */
async function statusOf(address: URL, timeoutMs: number): Promise<number | undefined> {
  try {
    const { status } = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(timeoutMs) })
    return status
  } catch {
    return undefined
  }
}
