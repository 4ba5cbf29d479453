// What `npm start` runs.
import { buildIfStale } from './build.mjs'

await buildIfStale()
await import('../dist/main.mjs')
