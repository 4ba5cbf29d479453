import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { type Config, configSchema } from '../config.ts'
import { bad, type Finding, good, warning } from './finding.ts'

const WHAT = 'settings'
// As package.json and the README say.
const OLDEST_NODE = [20, 19] as const
// Read by Node, not by the bot.
const OF_NODE = /^(NODE_|UV_|NO_COLOR$|FORCE_COLOR$|TZ$|LANG$|LC_|SSL_)/

export interface SettingsParts {
  /** The file that the bot reads settings from, if it is there. */
  envFile: string
  /** Goes before the file. */
  env: Readonly<Record<string, string | undefined>>
  /** `20.19.0` */
  nodeVersion: string
}

/** The settings, those that are wrong as if they were unset, and what there is to say about all of them. */
export function readSettings({ envFile, env, nodeVersion }: SettingsParts): { config: Config; findings: Finding[] } {
  const { inFile, findings } = readEnvFile(envFile)
  const given: Record<string, string | undefined> = { ...inFile, ...env }
  const parsed = configSchema.safeParse(given)
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0])
    // A list has an issue for each of its words.
    if (!(name in given)) continue
    delete given[name]
    findings.push(bad(WHAT, `${name} is wrong: ${message}`, 'see .env.example'))
  }
  for (const name of Object.keys(inFile)) {
    if (name in configSchema.shape || OF_NODE.test(name)) continue
    // A token that was pasted into the place of a name is not shown.
    const shown = /^[A-Z][A-Z_]{1,40}$/.test(name) ? name : 'A name'
    findings.push(
      warning(WHAT, `${shown} in ${envFile} is no setting of the bot`, 'compare the name with .env.example'),
    )
  }
  if (findings.length === 0) findings.push(good(WHAT, 'each can be read'))
  findings.push(nodeFinding(nodeVersion))
  return { config: configSchema.parse(given), findings }
}

function readEnvFile(envFile: string): { inFile: Record<string, string | undefined>; findings: Finding[] } {
  try {
    return { inFile: { ...parseEnv(readFileSync(envFile, 'utf8')) }, findings: [] }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    if (code === 'ENOENT') return { inFile: {}, findings: [] }
    return {
      inFile: {},
      findings: [bad(WHAT, `${envFile} cannot be read (${code})`, 'make it a file that may be read')],
    }
  }
}

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldest, oldestMinor] = OLDEST_NODE
  const isOld = major < oldest || (major === oldest && minor < oldestMinor)
  if (!isOld) return good('node', `Node ${version}`)
  return bad('node', `Node ${version} is too old`, `install Node ${OLDEST_NODE.join('.')} or newer`)
}
