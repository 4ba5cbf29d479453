import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { sourceFindings } from '../../src/doctor/sources.ts'
import { hfRow, type LoopbackSources, startLoopbackSources } from '../fakes/loopback-sources.ts'

let sources: LoopbackSources
beforeEach(async () => {
  sources = await startLoopbackSources()
  sources.days.set(sources.today(), [hfRow(0)])
})
afterEach(() => sources.close())

function look(settings: Record<string, string>) {
  const addresses = {
    HUGGINGFACE_URL: sources.huggingFaceUrl,
    ARXIV_API_URL: sources.arxivApiUrl,
    ARXIV_RSS_URL: sources.arxivRssUrl,
  }
  const config = parseConfig({ ...addresses, ...settings })
  return sourceFindings({ config, now: Date.now, timeoutMs: 1000 })
}

it('asks each source once, and finds it good when it answers', async () => {
  expect(await look({ NEWS_SOURCES: 'huggingface,arxiv' })).toEqual([
    { what: 'sources', status: 'good', says: 'huggingface answers' },
    { what: 'sources', status: 'good', says: 'arxiv answers' },
  ])
  expect(sources.requests).toHaveLength(2)
})

it('warns where none is read', async () => {
  expect(await look({ NEWS_SOURCES: 'none' })).toMatchObject([{ status: 'warning' }])
})

it('finds a category bad that arXiv does not know', async () => {
  const [finding] = await look({ NEWS_SOURCES: 'arxiv', ARXIV_CATEGORIES: 'cs.CL,cs.XX' })
  expect(finding).toMatchObject({ status: 'bad', mend: expect.stringContaining('ARXIV_CATEGORIES') })
})

it('finds a source bad that does not answer as it should, once the bot serves Discord', async () => {
  sources.faults.huggingface = { status: 503 }
  const broken = { says: expect.stringContaining('HTTP 503'), mend: expect.stringContaining('HUGGINGFACE_URL') }
  expect(await look({ DISCORD_TOKEN: 'x' })).toMatchObject([{ status: 'bad', ...broken }])
  expect(await look({})).toMatchObject([{ status: 'warning', ...broken }])
  sources.faults.huggingface = { body: '<html>Please log in</html>' }
  expect(await look({})).toMatchObject([{ says: expect.stringContaining('cannot be read') }])
  sources.faults.huggingface = { status: 404 }
  expect(await look({})).toMatchObject([{ status: 'bad', says: expect.stringContaining('HTTP 404') }])
})
