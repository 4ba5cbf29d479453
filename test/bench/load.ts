// How long people wait for the bot when many ask: the real program in one process, Discord and the people in another.
//
//   npm run bench:load -- [--people 200] [--per-minute 2000] [--minutes 5] [--profiles FOLDER]
//
// First all people ask at once, then so many questions a minute come at random moments. Exit code 1 when an
// acknowledgement is later than 1.5 s or an answer is missing.
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { questionsFor } from '../e2e/load-questions.ts'
import { type LoadReport, loadRun, megabytes, quantile, slope } from '../e2e/load-run.ts'
import { seeded } from '../fakes/seeded.ts'

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: { people: text, 'per-minute': text, minutes: text, questions: text, profiles: text },
})
const options = z
  .object({
    people: z.coerce.number().int().min(1).default(200),
    'per-minute': z.coerce.number().positive().default(2000),
    minutes: z.coerce.number().positive().default(5),
    // Questions that people wrote, where they lie beside the project.
    questions: z.string().default(join(import.meta.dirname, '../../../shared/eval/questions.json')),
    profiles: z.string().optional(),
  })
  .parse(values)
const { people, minutes, profiles } = options
const perMinute = options['per-minute']
const random = seeded(7)
// Arrivals at random are a few more or less than their mean.
const count = Math.ceil(people + perMinute * minutes * 1.1 + 100)
const progress = (words: string) => process.stderr.write(`${words}\n`)
const questions = questionsFor(count, random, options.questions)
const before = loadavg()[0]
const report = await loadRun({ people, perMinute, minutes, questions, random, progress, ...(profiles && { profiles }) })
console.log(table(report))
progress(`load average ${before?.toFixed(2)} before, ${loadavg()[0]?.toFixed(2)} after`)
for (const fault of new Set(report.faults)) progress(`Discord would refuse: ${fault}`)
for (const line of report.log.slice(-20)) progress(line)
const isWell = [report.burst, report.steady].every(({ late, missing }) => late === 0 && missing === 0)
process.exitCode = isWell && report.faults.length === 0 ? 0 : 1

function table({ burst, steady, usages, heapBefore, heapAfter, ownDelay, resumes }: LoadReport): string {
  const [first] = usages
  const last = usages.at(-1)
  if (!first || !last) throw new Error('nothing was sampled')
  const ms = (sorted: readonly number[]) =>
    [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(0)).join(' / ')
  const late = usages.filter(({ at }) => at > last.at - 3 * 60_000)
  const rising = (key: 'rss' | 'heap') => megabytes(slope(late.map((one) => ({ at: one.at, value: one[key] }))))
  const share = (key: 'cpu' | 'modelCpu') => ((100 * (last[key] - first[key])) / (last.at - first.at)).toFixed(0)
  const rows = [
    ['', `${people} at once`, `${perMinute} a minute for ${minutes} min`],
    ['---', '---', '---'],
    ['questions', burst.asked, steady.asked],
    ['acknowledged after ms, p50 / p99 / max', ms(burst.acknowledged), ms(steady.acknowledged)],
    ['acknowledged later than 1.5 s', burst.late, steady.late],
    ['answered after ms, p50 / p99 / max', ms(burst.answered), ms(steady.answered)],
    ['answers missing', burst.missing, steady.missing],
    ['connections lost', '', resumes],
    ['bot, RSS MB, start → end', '', `${megabytes(first.rss)} → ${megabytes(last.rss)}`],
    ['bot, RSS MB a minute in the last 3 min', '', rising('rss')],
    ['bot, heap MB after a collection', megabytes(heapBefore), megabytes(heapAfter)],
    ['bot, heap MB a minute in the last 3 min', '', rising('heap')],
    ['model, RSS MB, start → end', '', `${megabytes(first.modelRss)} → ${megabytes(last.modelRss)}`],
    ['processor, % of a core: bot + model', '', `${share('cpu')} + ${share('modelCpu')}`],
    ['longest hold-up of the people, ms', '', ownDelay.toFixed(0)],
  ]
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n')
}
