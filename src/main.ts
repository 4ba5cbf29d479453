// Composition root: environment → config → adapters → app → Discord, prompt, tour or one command.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { commands } from '../commands/index.ts'
import type { BarChart } from './answer/comparable.ts'
import { type App, createApp, type LiveSources } from './app.ts'
import { publicError } from './boundary.ts'
import { runCli } from './cli.ts'
import { type Config, parseConfig } from './config.ts'
import { UserError } from './errors.ts'
import type { Paper } from './papers/paper.ts'
import { discordMessage } from './render/discord.ts'
import { downloadBar } from './render/download-bar.ts'
import { requestKey } from './render/page-request.ts'
import type { Embedder } from './search/embedder.ts'
import { readRecipes } from './search/models.ts'
import { createTransformersEmbedder } from './search/transformers.ts'
import { createLiveSources } from './sources/live.ts'
import { parsePapers } from './sources/parse-papers.ts'
import { openSqliteStore } from './store/sqlite.ts'
import type { Store } from './store/store.ts'
import { runTour } from './tour.ts'

const dataFolder = fileURLToPath(new URL('../data', import.meta.url))

async function main(argv: string[]): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = parseConfig(process.env)
  const log = pino({ level: config.LOG_LEVEL }, pino.destination({ dest: 2, sync: true }))
  const store = openSqliteStore(config.VERBATIM_HOME, (why) => log.warn(why))
  const app = await createApp({
    corpus: loadCorpus(config.VERBATIM_CORPUS),
    store,
    embedder: await openEmbedder(config),
    indexFolder: join(config.VERBATIM_HOME, 'index'),
    backupFolder: join(config.VERBATIM_HOME, 'backups'),
    sources: openSources(config),
    onBackgroundError: (err, what) => log.error({ err, what }, 'something in the background failed; answers go on'),
  })
  try {
    const inTerminal = commands.filter(({ only }) => only !== 'discord')
    const isTty = Boolean(process.stdin.isTTY && process.stdout.isTTY)
    if (argv.length === 0 && config.DISCORD_TOKEN) {
      await serveDiscord(config.DISCORD_TOKEN, config, app, store, log)
      return 0
    }
    if (argv.length === 0 && !isTty) {
      await runTour({ app, commands: inTerminal, stdout: process.stdout, colour: false })
      return 0
    }
    const { stdin, stdout, stderr, env } = process
    const words = argv.length === 0 ? ['chat'] : argv
    return await runCli({
      argv: words,
      app,
      commands: inTerminal,
      stdin,
      stdout,
      stderr,
      isTty,
      env,
      discordMessage: (reply, request) => discordMessage(reply, app.quoteText, requestKey(request), 0),
    })
  } finally {
    await app.close()
  }
}

// What is left to close takes less, and whoever stops the program waits ten seconds before it is killed.
const LEAVING_MS = 5000

async function serveDiscord(token: string, config: Config, app: App, store: Store, log: pino.Logger): Promise<void> {
  // discord.js takes most of a second to load: only those who serve Discord wait for it.
  const [{ startBot }, { startTicking }] = await Promise.all([import('./discord/bot.ts'), import('./daily/ticker.ts')])
  const registration = {
    load: () => store.get('registered commands'),
    save: (hash: string) => saveOrWarn(() => store.set('registered commands', hash), log),
  }
  const apiBase = config.DISCORD_API_BASE
  const drawChart = async (chart: BarChart) => {
    // The drawing library takes a fifth of a second to load: only the first chart waits for it.
    const { chartPng } = await import('./render/chart.ts')
    return chartPng(chart, join(dataFolder, 'fonts/DejaVuSans.ttf'))
  }
  const bot = await startBot({ token, ...(apiBase && { apiBase }), commands, app, log, registration, drawChart })
  const stopTicking = startTicking(app.daily, bot.chat, app.now)
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
  await stopTicking()
  await bot.stop()
  // discord.js goes on connecting when it is stopped while Discord cannot be reached.
  setTimeout(() => process.exit(), LEAVING_MS).unref()
}

/** For what does no harm when it is not kept: it is only done again. */
function saveOrWarn(save: () => void, log: pino.Logger): void {
  try {
    save()
  } catch (err) {
    log.warn({ err }, 'not saved')
  }
}

function loadCorpus(setting: string | undefined): Paper[] {
  if (setting === 'none') return []
  const file = setting ?? join(dataFolder, 'corpus.jsonl')
  if (!existsSync(file)) {
    throw new UserError('no_corpus', `VERBATIM_CORPUS=${file} does not exist: give a file of papers, or none.`)
  }
  const { papers, rejected } = parsePapers(readFileSync(file, 'utf8'), file)
  for (const { where, reason } of rejected) process.stderr.write(`${file}, ${where}: ${reason}\n`)
  return papers
}

function openSources(config: Config): LiveSources {
  return createLiveSources({
    huggingFaceUrl: config.HUGGINGFACE_URL,
    arxivApiUrl: config.ARXIV_API_URL,
    arxivRssUrl: config.ARXIV_RSS_URL,
    arxivCategories: config.ARXIV_CATEGORIES,
    news: config.NEWS_SOURCES,
    now: Date.now,
  })
}

async function openEmbedder({ EMBEDDING_MODEL, EMBEDDING_HUB, VERBATIM_HOME }: Config): Promise<Embedder | undefined> {
  if (EMBEDDING_MODEL === 'none') return undefined
  const cacheFolder = join(VERBATIM_HOME, 'models')
  return createTransformersEmbedder({
    model: EMBEDDING_MODEL,
    modelsFolder: dataFolder,
    cacheFolder,
    hub: EMBEDDING_HUB,
    recipes: readRecipes(join(VERBATIM_HOME, 'models.json')),
    onProgress: downloadBar(process.stderr),
  })
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (cause: unknown) => {
    const report = (id: string) => process.stderr.write(`${id} ${cause instanceof Error ? cause.stack : cause}\n`)
    process.stderr.write(`error: ${publicError(cause, report).message}\n`)
    process.exitCode = 1
  },
)
