import { createHash, type Hash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Agent, type Dispatcher, interceptors, request } from 'undici'
import { z } from 'zod'

export interface DownloadOptions {
  /** A hub's name of the model: `Xenova/bge-small-en-v1.5`. */
  model: string
  /** Address of a hub in Hugging Face's layout: `<hub>/<model>/resolve/main/<file>`. */
  hub: string
  /** Receives the files, under the same names. */
  folder: string
  files: readonly string[]
  /** How long the hub may give no sign of life. */
  stalledMs: number
  onProgress?: (progress: { file: string; percent: number }) => void
}

/** The hub's answer was not the file that was asked for. */
export class DownloadError extends Error {}

const MANIFEST = 'files.json'
const manifestSchema = z.record(z.string(), z.object({ size: z.number(), sha256: z.string() }))
const headersSchema = z.object({
  'content-length': z.coerce.number().int().nonnegative().optional(),
  'x-linked-size': z.coerce.number().int().nonnegative().optional(),
  etag: z.string().optional(),
  'x-linked-etag': z.string().optional(),
})
const MOST_REDIRECTS = 5
const MOST_RETRIES = 4
const LONGEST_WAIT_MS = 15_000
const FIRST_WAIT_MS = 250

/**
 * Brings a model's files into `folder`: resumes what an earlier try left, checks each against the checksum that the hub
 * states, and notes them in a manifest once all are there, so that a later start asks nobody. Throws DownloadError, or
 * what the network throws; whole files and the beginnings of others stay for the next try.
 */
export async function downloadModel(options: DownloadOptions): Promise<void> {
  const { folder, files, stalledMs } = options
  if (isComplete(folder, files)) return
  const retry = interceptors.retry({
    maxRetries: MOST_RETRIES,
    minTimeout: FIRST_WAIT_MS,
    maxTimeout: LONGEST_WAIT_MS,
    statusCodes: [429, 500, 502, 503, 504],
  })
  const redirect = interceptors.redirect({ maxRedirections: MOST_REDIRECTS })
  const agent = new Agent({ headersTimeout: stalledMs, bodyTimeout: stalledMs, connect: { timeout: stalledMs } })
  try {
    const manifest: z.infer<typeof manifestSchema> = {}
    const agents = { plain: agent.compose(retry), following: agent.compose(retry, redirect) }
    for (const file of files) manifest[file] = await downloadFile(file, options, agents)
    writeFileSync(join(folder, MANIFEST), JSON.stringify(manifest, undefined, 2))
  } finally {
    await agent.destroy()
  }
}

/** Whether all files are there as they were when they had been checked. */
export function isComplete(folder: string, files: readonly string[]): boolean {
  try {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')))
    return files.every((file) => statSync(join(folder, file)).size === manifest[file]?.size)
  } catch {
    return false
  }
}

/** What a hub states of a file stands beside its redirection: asked without following, fetched with. */
interface Agents {
  plain: Dispatcher
  following: Dispatcher
}

async function downloadFile(file: string, options: DownloadOptions, agents: Agents) {
  const { model, hub, folder, onProgress } = options
  const url = new URL(`${model}/resolve/main/${file}`, hub.endsWith('/') ? hub : `${hub}/`)
  const target = join(folder, file)
  const expected = await stated(url, agents.plain)
  mkdirSync(dirname(target), { recursive: true })
  // Named for the version, so that the rest of another one is never put behind it.
  const part = `${target}.${expected.version}.part`
  const start = existsSync(part) ? statSync(part).size : 0
  if (expected.size === undefined || start < expected.size) {
    const { statusCode, body } = await request(url, {
      dispatcher: agents.following,
      ...(start > 0 && { headers: { range: `bytes=${start}-` } }),
    })
    if (statusCode !== 200 && statusCode !== 206) throw new DownloadError(`${file}: the hub answers ${statusCode}`)
    const from = statusCode === 206 ? start : 0
    let done = from
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        done += chunk.length
        if (expected.size) onProgress?.({ file, percent: (100 * done) / expected.size })
        next(null, chunk)
      },
    })
    await pipeline(body, counted, createWriteStream(part, { flags: from > 0 ? 'a' : 'w' }))
  }
  const found = await measured(part)
  if (!expected.accepts(found)) {
    rmSync(part, { force: true })
    throw new DownloadError(`${file}: ${found.size} bytes came that are not the file the hub announced`)
  }
  renameSync(part, target)
  onProgress?.({ file, percent: 100 })
  return { size: found.size, sha256: found.sha256 }
}

interface Measured {
  size: number
  sha256: string
  /** As git names a file's content: SHA-1 over `blob <size>\0` and the bytes. */
  gitSha1: string
}

/**
 * What a hub states of a file: Hugging Face gives a large file's SHA-256 as `X-Linked-Etag` before it redirects, a small
 * one's git SHA-1 as `ETag`; of other servers at least the size is checked.
 */
async function stated(url: URL, dispatcher: Dispatcher) {
  const { statusCode, headers, body } = await request(url, { dispatcher, method: 'HEAD' })
  await body.dump()
  if (statusCode >= 400) throw new DownloadError(`${url.pathname}: the hub answers ${statusCode}`)
  const { etag, ...known } = headersSchema.parse(headers)
  const tag = (known['x-linked-etag'] ?? etag ?? '').replace(/^W\/|"/g, '')
  // A redirection's own length says nothing of the file's.
  const size = known['x-linked-size'] ?? (statusCode === 200 ? known['content-length'] : undefined)
  return {
    size,
    version: createHash('sha256').update(`${tag} ${size}`).digest('hex').slice(0, 12),
    accepts(found: Measured): boolean {
      if (size !== undefined && found.size !== size) return false
      if (/^[\da-f]{64}$/.test(tag)) return found.sha256 === tag
      return /^[\da-f]{40}$/.test(tag) ? found.gitSha1 === tag : true
    },
  }
}

async function measured(path: string): Promise<Measured> {
  const { size } = statSync(path)
  const sha256: Hash = createHash('sha256')
  const gitSha1 = createHash('sha1').update(`blob ${size}\0`)
  for await (const chunk of createReadStream(path)) {
    sha256.update(chunk)
    gitSha1.update(chunk)
  }
  return { size, sha256: sha256.digest('hex'), gitSha1: gitSha1.digest('hex') }
}
