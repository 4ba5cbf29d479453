import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { PATIENCE } from '../../src/discord/requests.ts'
import { catchCrashes, mention, type Outcome, openRig, outcomeOf, type Rig, SHORT, seenOf } from './faults-rig.ts'
import type { LoopbackDiscord, TroubledCall } from './loopback-discord.ts'
import { until } from './loopback-http.ts'

const crashes = catchCrashes()
afterAll(() => {
  crashes.stop()
  expect(crashes.crashes).toEqual([])
})

interface Act {
  name: string
  /** The call that is made to fail. */
  on: TroubledCall
  /** Does it: what the person sees of it, now. */
  begin(rig: Rig, words: string): () => string[]
}

const begun = (pending: Parameters<typeof seenOf>[0]) => () => seenOf(pending)
const acts: Act[] = [
  { name: 'the first answer', on: 'first answer', begin: command },
  { name: 'the edit that carries the answer', on: 'edit', begin: command },
  // A button of a question that nobody remembers: all that is said comes after the first answer.
  { name: 'what is said after', on: 'follow-up', begin: ({ discord }) => begun(discord.begin.click('p:1:abc:={gone')) },
  {
    name: 'a completion',
    on: 'first answer',
    begin: ({ discord }, words) => begun(discord.begin.completion('ask', 'paper', words)),
  },
  { name: 'a form', on: 'first answer', begin: ({ discord }) => begun(discord.begin.click('f:abc')) },
  {
    name: 'what is sent in a form',
    on: 'edit',
    begin: ({ discord }, words) => begun(discord.begin.form('f:abc', words)),
  },
  { name: 'the reply to a message', on: 'message', begin: mention },
]

function command({ discord }: Rig, question: string) {
  return begun(discord.begin.command('ask', { question }))
}

type Expected = Outcome | Partial<Record<TroubledCall, Outcome>>
/** Everything that happens once is made good; what is said after is not said again where it may have been said. */
const madeGood: Expected = { 'follow-up': 'apology' }
const unsure: Expected = { 'follow-up': 'nothing' }
const page = (status: number, headers = {}) => ({ status, page: { type: 'text/html', text: '<h1>No</h1>' }, headers })
const cutShort = { status: 200, page: { type: 'application/json', text: '{"id": "1' } }
const tries = SHORT.call.pauses.length + 1
const done = { afterStoring: true }

const faults: [string, Expected, (discord: LoopbackDiscord, on: TroubledCall) => void][] = [
  ...[500, 502, 503].map((status): (typeof faults)[number] => [
    `${status} once`,
    madeGood,
    (discord, on) => discord.failNext(1, status, { on }),
  ]),
  ['504 once', unsure, (discord, on) => discord.failNext(1, 504, { on })],
  ['504 once, carried out', madeGood, (discord, on) => discord.failNext(1, 504, { on, ...done })],
  ['silence once', unsure, (discord, on) => discord.hangNext(1, 20_000, { on })],
  ['silence once, carried out', madeGood, (discord, on) => discord.hangNext(1, 20_000, { on, ...done })],
  ['a lost connection', unsure, (discord, on) => discord.dropNext(1, { on })],
  ['a lost connection, carried out', madeGood, (discord, on) => discord.dropNext(1, { on, ...done })],
  ['a reset connection', unsure, (discord, on) => discord.dropNext(1, { on, reset: true })],
  ['a reset connection, carried out', madeGood, (discord, on) => discord.dropNext(1, { on, reset: true, ...done })],
  ['429 of the route', madeGood, (discord, on) => discord.rateLimitNext(2, 0.05, on)],
  [
    '429 of everything',
    madeGood,
    (discord, on) => discord.garbleNext(1, page(429, { 'Retry-After': '0.05', 'X-RateLimit-Global': 'true' }), { on }),
  ],
  ['429 that does not say how long', madeGood, (discord, on) => discord.garbleNext(1, page(429), { on })],
  ['JSON cut short', unsure, (discord, on) => discord.garbleNext(1, cutShort, { on })],
  ['JSON cut short, carried out', madeGood, (discord, on) => discord.garbleNext(1, cutShort, { on, ...done })],
  ['a page in place of an answer', unsure, (discord, on) => discord.garbleNext(1, page(200), { on })],
  ['a page with a 502', madeGood, (discord, on) => discord.garbleNext(1, page(502), { on })],
  ['503 always', 'nothing', (discord, on) => discord.failNext(100, 503, { on })],
  ['dropped always', 'nothing', (discord, on) => discord.dropNext(100, { on })],
]

const apologised: Expected = {
  'first answer': 'nothing',
  'follow-up': 'nothing',
  edit: 'apology',
  message: 'apology',
}
faults.push(
  ['a page with a 403', apologised, (discord, on) => discord.garbleNext(1, page(403), { on })],
  ['503 until the answer is given up', apologised, (discord, on) => discord.failNext(tries, 503, { on })],
  ['429 for an hour', apologised, (discord, on) => discord.garbleNext(1, page(429, { 'Retry-After': '3600' }), { on })],
  ...[50001, 50013, 10003, 10008, 50006, 50035].map((code): (typeof faults)[number] => [
    `${code} once`,
    apologised,
    (discord, on) => discord.refuseNext(1, code, on),
  ]),
  ['50013 always', 'nothing', (discord, on) => discord.refuseNext(100, 50013, on)],
  ['10062 once', 'nothing', (discord, on) => discord.refuseNext(1, 10062, on)],
  [
    'always carried out, never heard of',
    // The apology replaces an answer that nobody knows of.
    { 'follow-up': 'apology', edit: 'apology' },
    (discord, on) => discord.dropNext(100, { on, ...done }),
  ],
)

/** Waits until the bot has ended with it, one way or the other. */
async function settled(
  { logged }: Rig,
  on: TroubledCall,
  seen: () => string[],
  before: number,
  fault: string,
): Promise<void> {
  const given =
    on === 'first answer' ? /no reply sent|too late to answer|no answer from/ : /no reply sent|too late to answer/
  const gaveUp = () => logged.slice(before).some((line) => given.test(line))
  await until(() => seen().length > 0 || gaveUp() || undefined, `an end of ${fault}`)
}

/** Waits until a second one would have come: silence is given up, and no more calls come. */
async function quiet({ discord }: Rig, fault: string): Promise<void> {
  if (!fault.includes('carried out')) return sleep(30)
  if (fault.includes('silence')) await sleep(SHORT.call.limit)
  for (let calls = -1; calls !== discord.calls.length; ) {
    calls = discord.calls.length
    await sleep(250)
  }
}

describe.concurrent.each(acts)('$name', ({ on, begin }) => {
  it('is given once or made up for, whatever fails, and the next question is answered', async () => {
    const rig = await openRig()
    const { discord } = rig
    const wrong: string[] = []
    for (const [fault, expected, strike] of faults) {
      const before = rig.logged.length
      strike(discord, on)
      const seen = begin(rig, 'hello')
      await settled(rig, on, seen, before, fault)
      await quiet(rig, fault)
      discord.calm()
      const next = begin(rig, 'still there?')
      await until(() => next()[0], `an answer after ${fault}`)
      const outcome = typeof expected === 'string' ? expected : (expected[on] ?? 'answer')
      const got = [outcomeOf(seen()), outcomeOf(next())]
      if (got.join() !== [outcome, on === 'follow-up' ? 'apology' : 'answer'].join())
        wrong.push(`${fault}: ${got.join(', then ')}; not ${outcome}`)
    }
    await rig.close()
    expect(wrong).toEqual([])
    // What was repeated because nobody heard of it was refused, and taken for done; when nothing was heard at all, the
    // bot finds out by going on.
    const known = ['40060 acknowledged twice', '10015 edited before it was acknowledged']
    expect(discord.faults.filter((words) => !known.includes(words))).toEqual([])
  })
})

it('does not wait for word that it is typing', async () => {
  const rig = await openRig({ patience: PATIENCE })
  rig.discord.hangNext(1, 20_000, { on: 'typing' })
  const began = Date.now()
  const said = mention(rig, 'hello')
  await until(() => said()[0], 'a reply')
  expect(Date.now() - began).toBeLessThan(PATIENCE.call.limit)
  await rig.close()
})

it('stops in the middle of an outage, however patient it is', async () => {
  const rig = await openRig({ patience: PATIENCE })
  rig.discord.failNext(100, 503, { on: 'edit' })
  command(rig, 'hello')
  await until(() => rig.discord.calls.filter((call) => call.startsWith('PATCH'))[1], 'a second try')
  const began = Date.now()
  await rig.close()
  expect(Date.now() - began).toBeLessThan(PATIENCE.call.limit)
})
