import type { App } from './app.ts'
import { type Stage, versionMark } from './render/discord.ts'
import type { Say } from './say/say.ts'

/** What rendering for Discord needs to know of an app and of the reader. */
export function stageFor(app: App, say: Say): Stage {
  return { text: app.quoteText, say, version: versionMark(app.library.textsVersion()) }
}
