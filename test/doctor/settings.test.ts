import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSettings } from '../../src/doctor/settings.ts'
import { inFolder } from './in-folder.ts'

const folder = inFolder()
const read = (env: Record<string, string>, nodeVersion = '20.19.0') =>
  readSettings({ envFile: join(folder(), '.env'), env, nodeVersion })

it('finds nothing wrong where nothing is set', () => {
  const { config, findings } = read({})
  expect(findings.map(({ status }) => status)).toEqual(['good', 'good'])
  expect(config.EMBEDDING_MODEL).toBe('shipped')
})

it('names every setting that is wrong, and takes it as unset', () => {
  const { config, findings } = read({ LOG_LEVEL: 'loud', NEWS_SOURCES: 'x,y', ARXIV_CATEGORIES: 'cs.LG' })
  const wrong = findings.filter(({ status }) => status === 'bad').map(({ says }) => says)
  expect(wrong).toEqual([
    expect.stringMatching(/^NEWS_SOURCES is wrong: must be of huggingface, arxiv, or none$/),
    expect.stringMatching(/^LOG_LEVEL is wrong/),
  ])
  expect(config).toMatchObject({ NEWS_SOURCES: ['huggingface'], LOG_LEVEL: 'info', ARXIV_CATEGORIES: ['cs.LG'] })
})

it('reads the file of settings, and lets the environment go before it', () => {
  writeFileSync(join(folder(), '.env'), 'EMBEDDING_MODEL=none\nVERBATIM_HOME=there\n')
  expect(read({ VERBATIM_HOME: 'here' }).config).toMatchObject({ EMBEDDING_MODEL: 'none', VERBATIM_HOME: 'here' })
})

it('names what is no setting in the file, and no token that stands in the place of a name', () => {
  writeFileSync(join(folder(), '.env'), 'DISCORD_TOKN=x\nNODE_ENV=production\nMTIzNDU2.abc.def=\n')
  const { findings } = read({ HOME: '/root' })
  const warnings = findings.filter(({ status }) => status === 'warning')
  expect(warnings.map(({ says }) => says.split(' in ')[0])).toEqual(['DISCORD_TOKN', 'A name'])
})

it('says so when the file cannot be read', () => {
  mkdirSync(join(folder(), '.env'))
  expect(read({}).findings[0]).toMatchObject({ status: 'bad', says: expect.stringContaining('EISDIR') })
})

it('wants Node 20.19 or newer', () => {
  const status = (version: string) => read({}, version).findings.find(({ what }) => what === 'node')?.status
  expect(['18.20.8', '20.18.3', '20.19.0', '22.0.0'].map(status)).toEqual(['bad', 'bad', 'good', 'good'])
})
