import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, launch, type Page } from 'puppeteer-core'
import sharp from 'sharp'

/** A reply to take a picture of: the name of its file and the address that shows it. */
export interface Scene {
  name: string
  path: string
}

const ask = (question: string, more: Record<string, string> = {}) => reply('ask', { question, ...more })

/** The pictures that are taken, each as a phone and a desktop shows it. */
const SCENES: readonly Scene[] = [
  { name: 'ask', path: ask('how much memory does Quamba2 save') },
  { name: 'ask-light', path: ask('how much memory does Quamba2 save', { theme: 'light' }) },
  { name: 'nothing-found', path: ask('any good ramen near the office') },
  { name: 'search', path: reply('search', { query: 'speculative decoding without a draft model', limit: '3' }) },
  { name: 'claims', path: reply('claims', { query: 'FID below 2.5', limit: '3' }) },
  { name: 'topic', path: reply('topic', { topic: 'KV cache compression', limit: '3' }) },
  { name: 'verify', path: reply('verify', { text: 'Token Recycling requires <3MB of additional storage' }) },
  { name: 'daily', path: '/daily?page=1' },
  { name: 'daily-german', path: '/daily?page=1&locale=de&papers=2' },
  { name: 'ask-german', path: ask('how much memory does Quamba2 save', { locale: 'de' }) },
  { name: 'ask-japanese', path: ask('how much memory does Quamba2 save', { locale: 'ja' }) },
]

/** Widths in CSS pixels; the pictures have twice as many. */
export const WIDTHS = { phone: 390, desktop: 1000 } as const

/** Starts the browser. Root may not use its sandbox. */
export function openBrowser(chromium: string): Promise<Browser> {
  const isRoot = process.getuid?.() === 0
  return launch({ executablePath: chromium, args: isRoot ? ['--no-sandbox'] : [] })
}

// The elements have drawn themselves, and those inside them after two more frames.
const STANDS_STILL = `Promise.all([...document.querySelectorAll('*')].map((element) => element.updateComplete))
  .then(() => document.fonts.ready)
  .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))`

/** Opens an address of the preview and waits until it stands still. */
export async function openScene(page: Page, address: string, width: number): Promise<void> {
  await page.setViewport({ width, height: 800, deviceScaleFactor: 2 })
  await page.goto(address, { waitUntil: 'load' })
  await page.waitForFunction("document.querySelectorAll(':not(:defined)').length === 0")
  await page.evaluate(STANDS_STILL)
}

/** Takes the picture of every scene at every width, each cut to its messages. Resolves to the files, all of them PNG. */
export async function takeScreenshots(
  chromium: string,
  url: string,
  folder: string,
  scenes: readonly Scene[] = SCENES,
): Promise<string[]> {
  mkdirSync(folder, { recursive: true })
  const browser = await openBrowser(chromium)
  try {
    const page = await browser.newPage()
    const files: string[] = []
    for (const { name, path } of scenes) {
      for (const [device, width] of Object.entries(WIDTHS)) {
        await openScene(page, `${url}${path}`, width)
        const messages = await page.$('discord-messages')
        if (!messages) throw new Error(`no messages at ${path}`)
        const file = join(folder, `${name}-${device}.png`)
        writeFileSync(file, await fewerColours(await messages.screenshot({ optimizeForSpeed: false })))
        files.push(file)
      }
    }
    return files
  } finally {
    await browser.close()
  }
}

// Text on a plain ground needs few colours: at this quality a picture takes a quarter of the bytes and looks the same.
const QUALITY = 60

function fewerColours(png: Uint8Array): Promise<Buffer> {
  return sharp(png).png({ palette: true, quality: QUALITY, dither: 0, effort: 10 }).toBuffer()
}

function reply(command: string, fields: Record<string, string>): string {
  return `/?${new URLSearchParams({ command, page: '1', ...fields })}`
}
