import { z } from 'zod'
import { UserError } from '../errors.ts'
import { parseArxivRss } from './arxiv-rss.ts'
import { ARXIV_SPACING_MS, HUGGING_FACE_SPACING_MS, LARGEST_BYTES, type LiveOptions, USER_AGENT } from './live.ts'
import { type NewsSource, SourceUnavailable } from './news.ts'
import { createPoliteHttp } from './polite-http.ts'

/** What came of asking a source once. `wrong setting`: it answers, and refuses what it was asked for. */
export type SourceState = { state: 'answers' } | { state: 'unavailable' | 'wrong setting'; why: string }

const rowsSchema = z.array(z.object({ paper: z.object({ id: z.string() }) }))

type Addresses = Pick<LiveOptions, 'huggingFaceUrl' | 'arxivRssUrl' | 'arxivCategories' | 'now'>

/** Asks a source of news for as little as shows that it answers, and that its answer can be read. */
export async function examineSource(
  source: NewsSource['name'],
  options: Addresses & { timeoutMs: number },
): Promise<SourceState> {
  const { now, timeoutMs } = options
  const isArxiv = source === 'arxiv'
  const name = isArxiv ? 'arXiv' : 'Hugging Face'
  const spacingMs = isArxiv ? ARXIV_SPACING_MS : HUGGING_FACE_SPACING_MS
  const common = { spacingMs, largestBytes: LARGEST_BYTES, userAgent: USER_AGENT }
  const http = createPoliteHttp({ name, timeoutMs, now, ...common })
  try {
    const answer = await http.get(isArxiv ? feedOf(options) : onePaperOf(options))
    if (isArxiv) parseArxivRss(answer.text)
    else if (answer.status !== 'refused') rowsSchema.parse(JSON.parse(answer.text))
    if (answer.status === 'refused') return { state: 'wrong setting', why: `${name} answers with HTTP ${answer.code}` }
    return { state: 'answers' }
  } catch (cause) {
    if (cause instanceof UserError && cause.code === 'unknown_category')
      return { state: 'wrong setting', why: cause.message }
    if (cause instanceof SourceUnavailable) return { state: 'unavailable', why: cause.message }
    return { state: 'unavailable', why: `${name} answers with what cannot be read` }
  } finally {
    await http.close()
  }
}

const withoutSlash = (address: string) => address.replace(/\/+$/, '')
const onePaperOf = ({ huggingFaceUrl }: Addresses) => `${withoutSlash(huggingFaceUrl)}/api/daily_papers?limit=1`
const feedOf = ({ arxivRssUrl, arxivCategories }: Addresses) =>
  `${withoutSlash(arxivRssUrl)}/${arxivCategories.map(encodeURIComponent).join('+')}`
