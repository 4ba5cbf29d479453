import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { paper } from '../../commands/paper.ts'
import { search } from '../../commands/search.ts'
import { type App, createApp } from '../../src/app.ts'
import { findChromium } from '../../src/preview/chromium.ts'
import { libraryListing, nextPost } from '../../src/preview/daily-post.ts'
import { messageSchema } from '../../src/preview/message.ts'
import { messagesOf, type Replied } from '../../src/preview/messages-of.ts'
import { openBrowser, openScene, takeScreenshots, WIDTHS } from '../../src/preview/screenshots.ts'
import { type Preview, startPreview } from '../../src/preview/server.ts'
import { chartPng } from '../../src/render/chart.ts'
import { parseJsonl } from '../../src/sources/jsonl.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { everyComponent } from './every-component.ts'

const data = join(import.meta.dirname, '../../data')
const chromium = findChromium(process.env.CHROMIUM)
if (!chromium) console.warn('Not looked at in a browser: there is no Chromium here (CHROMIUM can name one).')
const now = () => Date.parse('2026-11-27T08:00:00Z')

describe.skipIf(!chromium)('in a browser', () => {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const troubles: string[] = []
  let app: App
  let browser: Browser
  let page: Page
  let replies: Preview
  let components: Preview

  beforeAll(async () => {
    const { papers } = parseJsonl(readFileSync(join(data, 'corpus.jsonl'), 'utf8'))
    const corpus = papers.slice(0, 24)
    const sources = {
      news: [libraryListing(() => [...app.library.each()], now)],
      lookups: [],
      readFile: () => Promise.reject(new Error('no network')),
      close: async () => {},
    }
    app = await createApp({ corpus, store: openSqliteStore(home), embedder: undefined, now, sources })
    const open = (make: (replied: Replied) => ReturnType<typeof messagesOf>) =>
      startPreview({
        app,
        commands: [search, paper],
        messagesOf: make,
        drawChart: (chart) => chartPng(chart, join(data, 'fonts/DejaVuSans.ttf')),
        port: 0,
        onBug: (id, bug) => troubles.push(`${id} ${bug}`),
      })
    replies = await open(messagesOf)
    components = await open((replied) => [messageSchema.parse(everyComponent(replied))])
    browser = await openBrowser(chromium ?? '')
    page = await browser.newPage()
    page.on('console', (message) => troubles.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('requestfailed', (failed) => troubles.push(`not loaded: ${failed.url()}`))
  })

  afterAll(async () => {
    await browser?.close()
    await Promise.all([replies?.close(), components?.close()])
    await app?.close()
    rmSync(home, { recursive: true, force: true })
  })

  const quotesShown = async () =>
    z
      .array(z.string())
      .parse(await page.evaluate("[...document.querySelectorAll('discord-quote')].map((q) => q.innerText)"))
  const overflow = async () =>
    z.number().parse(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))

  it('shows every quote of a reply with exactly the characters of the stored text', async () => {
    const options = search.options.parse({ query: 'tokens of images', limit: 8 })
    const { reply } = await search.run(app, options)
    const quotes = reply.cards.flatMap((card) => card.quotes.map(({ quote }) => app.quoteText(quote)))
    await openScene(page, `${replies.url}/?command=search&query=tokens+of+images&limit=8`, WIDTHS.desktop)
    expect(quotes.length).toBeGreaterThan(4)
    expect(await quotesShown()).toEqual(quotes)
  })

  it('shows a text with runs of spaces, marks and markup as it is stored', async () => {
    const abstract = 'It  has   2 spaces, *stars*, <b>tags</b> & `ticks`, \\textless3MB and https://a.b/c_d_e in   it.'
    await app.addPapers([{ id: 'odd', title: 'Odd Signs', abstract, url: 'https://a.b', links: {}, source: 'test' }])
    await openScene(page, `${replies.url}/?command=paper&paper=odd`, WIDTHS.phone)
    expect((await quotesShown()).join('\n')).toContain(abstract)
  })

  it.each(Object.entries(WIDTHS))('fits a %s', async (_device, width) => {
    for (const path of ['/?command=search&query=images&theme=light', '/daily', '/?command=paper&paper=odd']) {
      await openScene(page, `${replies.url}${path}`, width)
      expect(await overflow(), path).toBe(0)
    }
    await openScene(page, `${components.url}/?command=search&query=images`, width)
    expect(await overflow()).toBe(0)
  })

  it('turns to another page where a button says so', async () => {
    await openScene(page, `${components.url}/?command=search&query=images&page=1`, WIDTHS.phone)
    const buttons = await page.$$('discord-button[data-href]')
    await Promise.all([page.waitForNavigation(), buttons.at(-1)?.click()])
    expect(new URL(page.url()).searchParams.get('page')).toBe('2')
  })

  it('takes pictures of twice the width that are small enough for a page of documentation', async () => {
    const scenes = [{ name: 'search', path: '/?command=search&query=images&limit=3' }]
    const files = await takeScreenshots(chromium ?? '', replies.url, join(home, 'pictures'), scenes)
    const pictures = files.map((file) => readFileSync(file))
    // A PNG's width is the big-endian number at its byte 16.
    expect(pictures.map((png) => png.readUInt32BE(16))).toEqual([780, 2000])
    for (const png of pictures) expect(png.length).toBeLessThan(250_000)
  })

  it('shows the same daily post again, and leaves none written down', async () => {
    const channel = { prefer: '', exclude: '', papers: 5 }
    const first = await nextPost(app, channel, 'en')
    expect(first.reply.cards).toHaveLength(5)
    expect(await nextPost(app, channel, 'en')).toEqual(first)
    expect(app.state.postsToSend(now())).toEqual([])
  })

  it('has nothing to complain of: no error, no refused style, nothing asked of the network', () => {
    expect(troubles).toEqual([])
  })
})
