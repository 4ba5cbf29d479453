// How fast numbers are read: abstracts a second, and the time a character takes as texts grow from 1 kB to 100 kB, which
// stays the same when reading is linear. Of ordinary prose and of hostile texts: npm run bench:claims
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { claimsIn } from '../../src/claims/claims.ts'
import { parseJsonl } from '../../src/sources/jsonl.ts'

const SIZES = [1000, 10_000, 100_000]
const corpus = readFileSync(join(import.meta.dirname, '../../data/corpus.jsonl'), 'utf8')
const abstracts = parseJsonl(corpus).papers.map(({ abstract }) => abstract)

/** The fastest of several runs, in milliseconds: other programs only ever make a run slower. */
function fastestMs(run: () => void, times: number): number {
  const took = Array.from({ length: times }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  })
  return Math.min(...took)
}

const all = fastestMs(() => abstracts.forEach((abstract) => void claimsIn(abstract)), 10)
console.log(
  `${abstracts.length} abstracts in ${all.toFixed(1)} ms: ${((abstracts.length / all) * 1000).toFixed(0)} a second`,
)

const texts: Record<string, string> = {
  prose: abstracts.join(' '),
  digits: '9',
  brackets: '([',
  blanks: ' ',
  numbers: '1.2 ',
  percentages: '3%, ',
  ranges: '1 to 2 ',
  words: 'two ',
  dollars: '$1 ',
  metrics: 'accuracy 3% ',
  changes: 'from 3% to 4%, ',
}
const table: Record<string, Record<string, string>> = {}
for (const [name, part] of Object.entries(texts)) {
  table[name] = {}
  for (const size of SIZES) {
    const text = part.repeat(Math.ceil(size / part.length)).slice(0, size)
    const took = fastestMs(() => void claimsIn(text), 5)
    table[name][`${size / 1000} kB: ns a character`] = ((took * 1e6) / size).toFixed(0)
  }
}
console.table(table)
