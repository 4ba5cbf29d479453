import { REST } from 'discord.js'
import { type App, createApp } from '../../src/app.ts'
import type { Asker } from '../../src/command.ts'
import type { Chat } from '../../src/daily/chat.ts'
import { createDiscordChat } from '../../src/discord/chat.ts'
import { discordPages } from '../../src/render/discord.ts'
import type { Reply } from '../../src/render/reply.ts'
import { sayIn } from '../../src/say/say.ts'
import { createArxiv } from '../../src/sources/arxiv-live.ts'
import { createHuggingFace } from '../../src/sources/huggingface-live.ts'
import { createPoliteHttp } from '../../src/sources/polite-http.ts'
import { stageFor } from '../../src/stage.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

export const TOKEN = 'not-a-real-token'
const SELF = '1000000000000000001'

export interface RigParts {
  home: string
  /** Of the loopback Discord. */
  apiBase: string
  /** Of the loopback sources; no list of new papers when undefined. */
  huggingFaceUrl?: string
  /** Of the loopback sources: where papers are looked up. */
  arxivApiUrl?: string
  now: () => number
  onTrouble?: (cause: unknown, what?: string) => void
}

/** The real app, store, sources and Discord's REST client, without a gateway: what posts come from. */
export interface Rig {
  app: App
  chat: Chat
  close(): Promise<void>
}

export async function openRig(parts: RigParts): Promise<Rig> {
  const { home, apiBase, huggingFaceUrl, arxivApiUrl, now, onTrouble } = parts
  const http = createPoliteHttp({
    name: 'Hugging Face',
    spacingMs: 0,
    timeoutMs: 2000,
    largestBytes: 1e7,
    now,
    userAgent: 'test',
  })
  const app = await createApp({
    corpus: [],
    store: openSqliteStore(home),
    embedder: undefined,
    now,
    sources: {
      news: huggingFaceUrl ? [createHuggingFace({ baseUrl: huggingFaceUrl, http, now })] : [],
      lookups: arxivApiUrl ? [createArxiv({ apiUrl: arxivApiUrl, rssUrl: arxivApiUrl, categories: [], http })] : [],
      readFile: async (url) => (await http.get(url)).text,
      close: () => http.close(),
    },
    ...(onTrouble && { onBackgroundError: onTrouble }),
  })
  const rest = new REST({ api: apiBase, retries: 1 }).setToken(TOKEN)
  const pages = (reply: Reply) => discordPages(reply, stageFor(app, sayIn(reply.language ?? 'en')))
  const chat = createDiscordChat({ rest, selfId: SELF, pages, keep: () => {} })
  return {
    app,
    chat,
    async close() {
      await app.close()
      rest.clearHandlerSweeper()
      rest.clearHashSweeper()
    },
  }
}

/** Somebody who may manage the server, in a channel. */
export function manager(channelId: string, requestId = '1'): Asker {
  return {
    userId: '1000000000000000003',
    channelId,
    guildId: '1000000000000000004',
    requestId,
    mayManage: true,
    lacks: () => [],
    takesPosts: true,
  }
}
