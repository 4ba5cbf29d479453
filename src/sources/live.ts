import { createArxiv } from './arxiv-live.ts'
import { createHuggingFace } from './huggingface-live.ts'
import { type NewsSource, type PaperLookup, SourceUnavailable } from './news.ts'
import { createPoliteHttp, type PoliteHttp } from './polite-http.ts'

export interface LiveOptions {
  /** `https://huggingface.co` */
  huggingFaceUrl: string
  /** `https://export.arxiv.org/api/query` */
  arxivApiUrl: string
  /** `https://rss.arxiv.org/rss` */
  arxivRssUrl: string
  arxivCategories: readonly string[]
  /** The lists that are read. */
  news: readonly NewsSource['name'][]
  now: () => number
}

// arXiv's terms of use: one request every three seconds, one connection, for RSS and API together.
export const ARXIV_SPACING_MS = 3000
// Hugging Face allows 500 in five minutes to all who share an address.
export const HUGGING_FACE_SPACING_MS = 1000
const TIMEOUT_MS = 20_000
// A day's list of 100 papers is about 1 MB.
export const LARGEST_BYTES = 20 * 1024 * 1024
export const USER_AGENT = 'Verbatim/0.1 (a Discord bot that quotes abstracts)'

/** The sources on the network, and files that people send; nothing is asked before somebody asks. */
export function createLiveSources(options: LiveOptions) {
  const { now, huggingFaceUrl, arxivApiUrl, arxivRssUrl, arxivCategories } = options
  const http = (name: string, spacingMs: number): PoliteHttp =>
    createPoliteHttp({
      name,
      spacingMs,
      timeoutMs: TIMEOUT_MS,
      largestBytes: LARGEST_BYTES,
      now,
      userAgent: USER_AGENT,
    })
  const files = http('The file', 0)
  const arxivHttp = http('arXiv', ARXIV_SPACING_MS)
  const huggingFaceHttp = http('Hugging Face', HUGGING_FACE_SPACING_MS)
  const arxiv = createArxiv({ apiUrl: arxivApiUrl, rssUrl: arxivRssUrl, categories: arxivCategories, http: arxivHttp })
  const huggingFace = createHuggingFace({ baseUrl: huggingFaceUrl, http: huggingFaceHttp, now })
  const lookups: PaperLookup[] = [arxiv, huggingFace]
  return {
    news: [huggingFace, arxiv].filter(({ name }) => options.news.includes(name)) as NewsSource[],
    lookups,
    async readFile(url: string): Promise<string> {
      const answer = await files.get(url)
      if (answer.status === 'refused') throw new SourceUnavailable('The file', `is gone (HTTP ${answer.code})`)
      return answer.text
    },
    async close() {
      await Promise.all([files.close(), arxivHttp.close(), huggingFaceHttp.close()])
    },
  }
}
