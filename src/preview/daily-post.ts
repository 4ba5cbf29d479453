import { z } from 'zod'
import type { App } from '../app.ts'
import type { Schedule } from '../daily/state.ts'
import { UserError } from '../errors.ts'
import type { ReadPaper } from '../papers/library.ts'
import type { Reply } from '../render/reply.ts'
import type { Language } from '../say/language.ts'
import type { NewsSource } from '../sources/news.ts'

/** What the made-up channel gets; each field may be in the address of the page. */
export const channelSchema = z.object({
  prefer: z.string().max(300).default('diffusion models'),
  exclude: z.string().max(300).default(''),
  papers: z.coerce.number().int().min(1).max(10).default(5),
})
export type Channel = z.infer<typeof channelSchema>

// So many papers are on the made-up list, of the hundreds that a library may hold: a day's list has about as many.
const LISTED = 20
const CHANNEL = '1000000000000000002'
const ZONE = 'Europe/Berlin'

/** A list of today's new papers that holds papers of the library, evenly chosen, with made-up votes. */
export function libraryListing(papers: () => readonly ReadPaper[], now: () => number): NewsSource {
  return {
    name: 'huggingface',
    async list(date) {
      if (date !== new Date(now()).toISOString().slice(0, 10)) return { date, entries: [], rejected: [] }
      const all = papers()
      const step = Math.max(1, Math.floor(all.length / LISTED))
      const entries = all
        .filter((_, at) => at % step === 0)
        .slice(0, LISTED)
        .map(({ paper }, at) => ({ paper, votes: 7 * (LISTED - at), kind: 'new' as const }))
      return { date, entries, rejected: [] }
    },
  }
}

/**
 * The next daily post of a channel, with the name of its thread. Nothing stays written down, so that the same channel
 * gets the same post again. Throws UserError saying why there is none.
 */
export async function nextPost(
  app: App,
  channel: Channel,
  language: Language,
): Promise<{ reply: Reply; thread?: string | undefined }> {
  const now = app.now()
  await app.daily.news.poll(now)
  const outcome = await app.daily.planner.planNow({ ...scheduleOf(channel, now), language }, 'preview', now)
  const post = app.state.postsToSend(now).find(({ target }) => target.id === CHANNEL)
  if (!post) throw new UserError('no_post', outcome.why ?? 'There is no post.')
  app.state.dropPost(post.id)
  return { reply: JSON.parse(post.reply) as Reply, thread: post.thread }
}

function scheduleOf({ prefer, exclude, papers }: Channel, now: number): Schedule {
  const topics = (words: string) =>
    words
      .split(',')
      .map((topic) => topic.trim())
      .filter(Boolean)
  return {
    channelId: CHANNEL,
    guildId: '1000000000000000004',
    timetable: { time: '09:00', zone: ZONE, weekdays: [1, 2, 3, 4, 5] },
    papers,
    prefer: topics(prefer),
    exclude: topics(exclude),
    whenEmpty: 'say why',
    nextAt: now,
  }
}
