import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { runCli } from '../src/cli.ts'
import { smallApp, smallCommands } from './fakes/small-app.ts'

async function cli(argv: string[], { input = '', isTty = false, env = {} } = {}) {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const said = Promise.all([text(stdout), text(stderr)])
  const app = await smallApp()
  const stdin = Readable.from([input])
  const discordMessage = () => ({})
  const code = await runCli({ argv, app, commands: smallCommands, stdin, stdout, stderr, isTty, env, discordMessage })
  stdout.end()
  stderr.end()
  const [out, err] = await said
  return { code, out, err }
}

it('joins free words and reads options by their schema', async () => {
  const { code, out } = await cli(['ask', 'how', 'fast', '--limit', '5', '--unit', '7', '--json'])
  expect(code).toBe(0)
  expect(out).toBe('{"question":"how fast","limit":5,"unit":"7"}\n')
})

it.each([
  [['ask', '--has-code', 'how', 'fast'], true],
  [['ask', 'how', 'fast', '--has_code'], true],
  [['ask', 'how', 'fast', '--has-code', 'false'], false],
  [['ask', '--has-code=false', 'how', 'fast'], false],
])('reads a flag: %j', async (argv, has_code) => {
  expect(JSON.parse((await cli([...argv, '--json'])).out)).toEqual({ question: 'how fast', limit: 3, has_code })
})

it('shows people plain text in a pipe, colours on a terminal, and none under NO_COLOR', async () => {
  expect((await cli(['ask', '🦙'])).out).toBe('🦙\n\n  │ Our loom weaves 12.5% faster than a hand loom.\n')
  expect((await cli(['ask', 'q'], { isTty: true })).out).toContain('weaves \x1b[1m12.5%\x1b[22m faster')
  expect((await cli(['ask', 'q'], { isTty: true, env: { NO_COLOR: '1' } })).out).not.toContain('\x1b')
})

it.each([
  [['ask', '--limit', '99', 'q'], /^error: ask, option limit .*got 99/],
  [['ask'], /^error: ask needs the option question/],
  [['ask', 'q', '--nope', '1'], /^error: unknown option '--nope'/],
  [['nope'], /^error: unknown command 'nope'/],
])('says what is wrong and exits with 1: %j', async (argv, message) => {
  const { code, out, err } = await cli(argv)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(message)
})

it('tells of a bug in a fixed sentence after its cause, and exits with 1', async () => {
  const { code, err } = await cli(['broken'])
  expect(code).toBe(1)
  expect(err).toMatch(/^[0-9a-f]{8} TypeError: secret detail\n[\s\S]*^error: Something broke here.*[0-9a-f]{8}\.\n$/m)
})

it('lists every command in its help', async () => {
  const { code, out } = await cli(['--help'])
  expect(code).toBe(0)
  for (const name of ['ask', 'broken', 'batch', 'chat']) expect(out).toContain(name)
})

it('serves a batch', async () => {
  const { code, out } = await cli(['batch'], { input: '{"id":1,"command":"ask","options":{"question":"q"}}\n' })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ id: 1, ok: true, result: { question: 'q' } })
})

it('asks a plain line at the prompt, reads a command with options, and goes on after mistakes', async () => {
  const input = '/nope\n/ask q --limit 99\n\nhow -- fast?\n/ask two words --has-code --limit 2\n'
  const { code, out } = await cli(['chat'], { input })
  expect(code).toBe(0)
  const said = ['no command /nope', 'option limit', 'how -- fast?', 'two words'].map((words) => out.indexOf(words))
  expect(said).not.toContain(-1)
  expect(said).toEqual([...said].sort((a, b) => a - b))
})
