import { existsSync } from 'node:fs'

// Where Linux distributions, macOS and Windows put it.
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser that `setting` names, else one in a usual place; undefined when there is none. */
export function findChromium(setting: string | undefined): string | undefined {
  return setting ? setting : USUAL.find((file) => existsSync(file))
}
