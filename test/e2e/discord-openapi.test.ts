import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { App } from '../../src/app.ts'
import { slashJson } from '../../src/discord/slash.ts'
import { discordMessage, discordPages } from '../../src/render/discord.ts'
import { sayEnglish } from '../../src/say/say.ts'
import { stageFor } from '../../src/stage.ts'
import { openRealApp } from './real-app.ts'

// Discord's own description of its API is not part of this project: where it lies beside it, payloads are held against it.
const SPEC = join(import.meta.dirname, '../../../shared/discord/openapi.json')
const missing = !existsSync(SPEC)
if (missing)
  console.log('Discord payloads are not held against its OpenAPI description: there is none beside the project')

let app: App
beforeAll(async () => {
  app = await openRealApp()
})
afterAll(() => app.close())

function validator() {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  for (const format of ['int32', 'int64', 'snowflake', 'nonce', 'double', 'uri', 'date-time'])
    ajv.addFormat(format, true)
  ajv.addSchema(JSON.parse(readFileSync(SPEC, 'utf8')), 'discord')
  return (schema: string, value: unknown) => {
    const valid = ajv.validate({ $ref: `discord#/components/schemas/${schema}` }, value)
    return valid ? [] : ajv.errors
  }
}

it.skipIf(missing)('declares commands as the description wants them', () => {
  const check = validator()
  // The description types permissions as integers; every other key is held against it.
  for (const { default_member_permissions: bits, ...command } of slashJson(commands)) {
    const body = { ...command, ...(bits && { default_member_permissions: Number(bits) }) }
    expect(check('ApplicationCommandCreateRequest', body)).toEqual([])
  }
})

it.skipIf(missing)('sends only messages that fit the description', async () => {
  const check = validator()
  const asked: [string, object][] = [
    ['ask', { question: 'how fast is BrightDreamer?', limit: 10 }],
    ['ask', { question: 'where is lunch', limit: 3 }],
    ['search', { query: 'memory', limit: 50, mode: 'fused' }],
    ['claims', { query: 'speedups above 3x', limit: 1000 }],
    ['paper', { paper: 'Quamba2' }],
    ['topic', { topic: 'diffusion', limit: 25 }],
    ['help', {}],
  ]
  for (const [name, options] of asked) {
    const command = commands.find((known) => known.name === name)
    const outcome = await command?.run(app, options as never)
    if (!outcome) throw new Error(`no command ${name}`)
    const stage = stageFor(app, sayEnglish)
    for (const page of discordPages(outcome.reply, stage).keys()) {
      const showing = { page, request: { command: name, options: { ...options } }, canShare: true }
      const { flags, components, allowed_mentions } = discordMessage(outcome.reply, stage, showing)
      const body = { flags, components, allowed_mentions }
      expect(check('IncomingWebhookUpdateRequestPartial', body)).toEqual([])
    }
  }
})

it.skipIf(missing)('would notice a message that does not fit', () => {
  expect(validator()('IncomingWebhookUpdateRequestPartial', { content: 'x'.repeat(2001) })).not.toEqual([])
})
