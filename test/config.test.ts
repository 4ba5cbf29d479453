import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { configSchema, parseConfig } from '../src/config.ts'
import { UserError } from '../src/errors.ts'

it('explains in .env.example exactly the settings there are', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(named.sort()).toEqual(Object.keys(configSchema.shape).sort())
})

it('takes an empty value for unset', () => {
  expect(parseConfig({ DISCORD_TOKEN: '', VERBATIM_HOME: '' })).toEqual(parseConfig({}))
  expect(parseConfig({})).toMatchObject({ VERBATIM_HOME: '.verbatim', EMBEDDING_MODEL: 'shipped', LOG_LEVEL: 'info' })
})

it('names the setting that is wrong', () => {
  for (const env of [{ LOG_LEVEL: 'loud' }, { DISCORD_API_BASE: 'not an address' }]) {
    expect(() => parseConfig(env)).toThrow(UserError)
    expect(() => parseConfig(env)).toThrow(Object.keys(env)[0])
  }
})
