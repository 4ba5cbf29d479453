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
import { createConnection } from './operation/connection.ts'
import { createLog } from './operation/log.ts'
import { stopSignal } from './operation/stop.ts'
import { openOperation } from './operation/watch.ts'
import type { Paper } from './papers/paper.ts'
import { discordMessage } from './render/discord.ts'
import { downloadBar } from './render/download-bar.ts'
import { sayEnglish } from './say/say.ts'
import type { Embedder } from './search/embedder.ts'
import { readRecipes } from './search/models.ts'
import { createTransformersEmbedder } from './search/transformers.ts'
import { createLiveSources } from './sources/live.ts'
import { parsePapers } from './sources/parse-papers.ts'
import { stageFor } from './stage.ts'
import { openSqliteStore } from './store/sqlite.ts'
import type { Store } from './store/store.ts'
import { runTour } from './tour.ts'

const dataFolder = fileURLToPath(new URL('../data', import.meta.url))

async function main(argv: string[]): Promise<number> {
  if (argv[0] === 'doctor') {
    // Before all that may be what is wrong.
    const { runDoctor } = await import('./doctor/doctor.ts')
    const { env, stdout, versions } = process
    const parts = { envFile: '.env', env, nodeVersion: versions.node, dataFolder, now: Date.now, stdout }
    // What hangs, and was found to, must not keep the program from ending.
    process.exit(await runDoctor(parts))
  }
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = parseConfig(process.env)
  const destination = pino.destination({ dest: 2, sync: true })
  const log = createLog({ level: config.LOG_LEVEL, token: config.DISCORD_TOKEN, destination })
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
      await app.close()
      // What still runs must neither use the closed database nor keep the program; discord.js goes on connecting when it
      // is stopped while Discord is away.
      process.exit(0)
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
      discordMessage: (reply, request) => {
        const showing = { request, page: 0, canShare: true }
        const { kept: _kept, ...message } = discordMessage(reply, stageFor(app, sayEnglish), showing)
        return message
      },
    })
  } finally {
    await app.close()
  }
}

/** Serves until told to stop; throws the reason when Discord will not take the bot any more. */
async function serveDiscord(token: string, config: Config, app: App, store: Store, log: pino.Logger): Promise<void> {
  const stopped = stopSignal(log)
  const connection = createConnection()
  const operation = await openOperation({ config, app, store, connection, log })
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
  const { metrics } = operation
  const parts = { token, apiBase, commands, app, log, registration, drawChart, metrics, connection }
  const bot = await startBot(parts).catch(async (error: unknown) => {
    await operation.close()
    throw error
  })
  const stopTicking = startTicking(app.daily, bot.chat, app.now)
  const reason = await Promise.race([stopped, bot.ended])
  await bot.stop([stopTicking()])
  await operation.close()
  if (reason) throw reason
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
