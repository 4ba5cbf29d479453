import type { Config } from '../config.ts'
import { examineSource, type SourceState } from '../sources/examine.ts'
import { bad, type Finding, good, warning } from './finding.ts'

const WHAT = 'sources'

export interface SourceParts {
  config: Config
  now: () => number
  timeoutMs: number
}

/** Whether each list of new papers that the settings name can be read. */
export async function sourceFindings({ config, now, timeoutMs }: SourceParts): Promise<Finding[]> {
  const { NEWS_SOURCES, HUGGINGFACE_URL, ARXIV_RSS_URL, ARXIV_CATEGORIES } = config
  if (NEWS_SOURCES.length === 0) {
    const mend = 'unset NEWS_SOURCES to read Hugging Face again'
    return [warning(WHAT, 'NEWS_SOURCES=none: no new papers come, and daily posts have none to show', mend)]
  }
  const options = {
    huggingFaceUrl: HUGGINGFACE_URL,
    arxivRssUrl: ARXIV_RSS_URL,
    arxivCategories: ARXIV_CATEGORIES,
    now,
    timeoutMs,
  }
  const states = await Promise.all(
    [...new Set(NEWS_SOURCES)].map(async (name) => [name, await examineSource(name, options)] as const),
  )
  return states.map(([name, state]) => sourceFinding(name, state, config.DISCORD_TOKEN !== undefined))
}

function sourceFinding(name: 'huggingface' | 'arxiv', state: SourceState, isRead: boolean): Finding {
  const settings = name === 'arxiv' ? 'ARXIV_RSS_URL and ARXIV_CATEGORIES' : 'HUGGINGFACE_URL'
  if (state.state === 'answers') return good(WHAT, `${name} answers`)
  if (state.state === 'wrong setting') return bad(WHAT, state.why, `look to ${settings}`)
  const mend = `look to the network and the proxy, and to ${settings}`
  // Only a bot that serves Discord reads them.
  return isRead ? bad(WHAT, state.why, mend) : warning(WHAT, state.why, `${mend}, before the bot serves Discord`)
}
