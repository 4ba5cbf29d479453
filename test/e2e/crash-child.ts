// A bot that is going to be killed: posts, imports and adds in a world whose days last seconds.

import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { openRig } from '../fakes/daily-rig.ts'
import { importRows, simulatedNow, worldSchema } from './crash-world.ts'

const world = worldSchema.parse(JSON.parse(process.argv[2] ?? ''))
const now = () => simulatedNow(world)
const rig = await openRig({ ...world, now, onTrouble: (cause, what) => process.stderr.write(`${what}: ${cause}\n`) })
process.stdout.write('ready\n')

let isStopping = false
createInterface({ input: Readable.from(process.stdin) }).on('line', () => {
  isStopping = true
})

async function importOn(): Promise<void> {
  for (let batch = world.firstBatch; !isStopping; batch++) {
    process.stdout.write(`importing ${batch}\n`)
    await rig.app.importText(importRows(batch), 'a batch')
    process.stdout.write(`imported ${batch}\n`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

async function tickOn(): Promise<void> {
  while (!isStopping) {
    await rig.app.daily.tick(now(), rig.chat)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

await Promise.all([importOn(), tickOn()])
// Asked to stop: what waits is sent, once the clock has passed every wait.
for (let round = 0; round < 200 && rig.app.state.postsToSend(Number.MAX_SAFE_INTEGER - 1).length > 0; round++) {
  await rig.app.daily.tick(now(), rig.chat)
  await new Promise((resolve) => setTimeout(resolve, 20))
}
await rig.close()
process.stdout.write('stopped\n')
process.exit(0)
