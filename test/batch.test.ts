import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { runBatch } from '../src/batch.ts'
import { smallApp, smallCommands } from './fakes/small-app.ts'

async function batch(chunks: readonly (string | Buffer)[]) {
  const output = new PassThrough()
  const errors = new PassThrough()
  const said = Promise.all([text(output), text(errors)])
  const discordMessage = ({ heading }: { heading: string }) => ({ content: heading })
  const app = await smallApp()
  await runBatch({ app, commands: smallCommands, input: Readable.from(chunks), output, errors, discordMessage })
  output.end()
  errors.end()
  const [lines, log] = await said
  return {
    replies: lines
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    log,
  }
}

const ask = (id: string | number, question: string, more = {}) =>
  JSON.stringify({ id, command: 'ask', options: { question }, ...more })

it('answers each line in order, with its time', async () => {
  const { replies, log } = await batch([`${ask('a', 'one')}\n${ask(2, 'two')}\r\n`])
  expect(replies).toEqual([
    { id: 'a', ok: true, ms: expect.any(Number), result: { question: 'one', limit: 3 } },
    { id: 2, ok: true, ms: expect.any(Number), result: { question: 'two', limit: 3 } },
  ])
  expect(log).toBe('')
})

it('answers a bad line with an error and serves the next', async () => {
  const lines = ['{"id": "j", ', '', '[]', '{"id":"u","command":"nope"}', '{"id":"o","command":"ask"}', ask('k', 'ok')]
  const { replies } = await batch([lines.join('\n')])
  expect(replies.map(({ id, ok, error }) => [id, ok, error?.code])).toEqual([
    [null, false, 'bad_request'],
    [null, false, 'bad_request'],
    ['u', false, 'unknown_command'],
    ['o', false, 'bad_options'],
    ['k', true, undefined],
  ])
})

it('takes a question of 2,000 characters, emoji and line separators, however the bytes are cut', async () => {
  const questions = ['x'.repeat(2000), '🦙 量化は速い？', 'one\u2028two']
  const bytes = Buffer.from(questions.map((question, i) => ask(i, question)).join('\n'))
  const { replies } = await batch(Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)))
  expect(replies.map(({ result }) => result.question)).toEqual(questions)
})

it('tells of a bug by an id alone, and logs the cause under that id', async () => {
  const { replies, log } = await batch(['{"id":"b","command":"broken"}\n'])
  expect(replies[0].error.code).toBe('internal')
  expect(replies[0].error.message).not.toContain('secret')
  const id = /\b[0-9a-f]{8}\b/.exec(replies[0].error.message)?.[0]
  expect(log).toContain(`${id} TypeError: secret detail`)
})

it('adds the message for Discord when asked to', async () => {
  const { replies } = await batch([ask('d', 'hello', { as: 'discord' })])
  expect(replies[0].message).toEqual({ content: 'hello' })
})

it('answers a line before the next one comes', async () => {
  const input = new PassThrough()
  const output = new PassThrough()
  const app = await smallApp()
  const discordMessage = () => ({})
  const done = runBatch({ app, commands: smallCommands, input, output, errors: output, discordMessage })
  for (const id of ['first', 'second']) {
    const reply = new Promise((resolve) => output.once('data', (data) => resolve(JSON.parse(String(data)).id)))
    input.write(`${ask(id, 'q')}\n`)
    expect(await reply).toBe(id)
  }
  input.end()
  await done
})
