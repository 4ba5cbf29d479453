import type { Changes, Library } from '../papers/library.ts'
import type { Paper } from '../papers/paper.ts'
import type { Search } from '../search/search.ts'
import type { NewsSource } from '../sources/news.ts'
import type { TeamState } from '../team/state.ts'
import type { Chat } from './chat.ts'
import { planFollows } from './follows.ts'
import { giveUp } from './give-up.ts'
import { createNews, type News } from './news.ts'
import { sendWaiting } from './outbox.ts'
import { createPlanner, type Planner } from './planner.ts'
import type { DailyState } from './state.ts'

// Votes of long ago say less of what a team wants now, and each paper voted on costs the ranking a few milliseconds.
const VOTES_LOOKED_AT = 100

export interface DailyParts {
  library: Library
  search: Search
  state: DailyState & TeamState
  sources: readonly NewsSource[]
  addPapers(papers: readonly Paper[], also?: () => void): Promise<Changes>
  /** Takes in papers that another program put into the file. */
  adoptPapers(): Promise<void>
  onTrouble(what: string, cause: unknown): void
}

export interface Daily {
  news: News
  planner: Planner
  /**
   * Does what is due at `now` (milliseconds): asks sources, writes down posts, and with a chat sends what waits. May be
   * killed at any point and called again; a step that fails keeps no other from being done.
   */
  tick(now: number, chat?: Chat): Promise<void>
  /** Something was set or written down: whoever ticks may do so now. */
  wake(): void
  onWake(listener: () => void): void
}

/** New papers, daily posts and follows, all done by what the state says is due. */
export function createDaily({ library, search, state, sources, addPapers, adoptPapers, onTrouble }: DailyParts): Daily {
  const news = createNews({
    sources,
    library,
    state,
    addPapers,
    onTrouble: (source, trouble) => onTrouble(source, trouble),
  })
  const planner = createPlanner({
    library,
    search,
    state,
    news,
    votesOf: (guildId) => state.votes(guildId, VOTES_LOOKED_AT),
  })
  const step = async (what: string, work: () => Promise<void>) => {
    try {
      await work()
    } catch (cause) {
      onTrouble(what, cause)
    }
  }
  let wake = () => {}
  return {
    news,
    planner,
    wake: () => wake(),
    onWake(listener) {
      wake = listener
    },
    async tick(now, chat) {
      await step('taking in papers of another program', adoptPapers)
      await step('reading the sources', () => news.poll(now))
      await step('planning daily posts', () => planner.planDue(now))
      await step('planning follows', () => planFollows({ library, search, state }, now))
      if (!chat) return
      await step('sending posts', () =>
        sendWaiting(
          {
            state,
            chat,
            onRefused: (post, why, at) => giveUp(state, post, why, at),
            onTrouble: (post, cause) => onTrouble(`post ${post.id}`, cause),
          },
          now,
        ),
      )
    },
  }
}
