// Changes every claim and sentence of the shipped papers in each way that `verify` must notice, and prints the recall of
// each kind of change: npm run bench:verify
import { verify } from '../../src/answer/verify.ts'
import { claimMutations, sentenceMutations } from '../answer/mutations.ts'
import { openRealApp } from '../e2e/real-app.ts'

const app = await openRealApp()
const reads = [...app.library.each()]
const mutations = reads.flatMap((read, at) => [
  ...claimMutations(read, reads[(at + 7) % reads.length] ?? read),
  ...sentenceMutations(read),
])
const table: Record<string, { verdict: string; n: number; right: number; recall: number }> = {}
const started = performance.now()
for (const { change, text, verdict } of mutations) {
  const [check] = await verify(text, { library: app.library, search: app.search })
  table[change] ??= { verdict, n: 0, right: 0, recall: 0 }
  const row = table[change]
  row.n++
  row.right += Number(check?.verdict === verdict)
  row.recall = Number((row.right / row.n).toFixed(3))
}
console.table(table)
console.log(`${((performance.now() - started) / mutations.length).toFixed(1)} ms a text`)
await app.close()
