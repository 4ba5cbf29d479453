import type { App } from '../../src/app.ts'
import type { Command } from '../../src/command.ts'
import { parseButtonId } from '../../src/render/buttons.ts'
import { requestFrom, requestIn } from '../../src/render/page-request.ts'
import { LANGUAGES } from '../../src/say/language.ts'
import { sayIn } from '../../src/say/say.ts'
import { renderMarkdown, shownBlockQuotes } from '../fakes/discord-markdown.ts'
import type { Pending, Shown, Stored } from './loopback-discord.ts'

/** What was sent of an interaction, as far as it says what is asked. */
export interface Asked {
  type: number
  data: object
  /** The server it was asked in; undefined in private. */
  server: string | undefined
  /** Whether answers in that server were public at any time since it was asked. */
  wasPublic: boolean
}

interface Knowing {
  app: App
  commands: readonly Command[]
}

const AUTOCOMPLETE = 4
const BLANK = /^[\s\u200b-\u200f\u2060\ufeff]*$/
const GAP = '\u0000'
// What only the person is told who kept, reported or voted on something: the longest part without anything filled in.
const PRIVATE_WORDS = LANGUAGES.flatMap((language) => {
  const say = sayIn(language)
  return [
    say('team.kept'),
    say('team.keptAlready'),
    say('team.noLongerKept'),
    say('team.thanks', { id: GAP }),
    say('team.thanksAlready', { id: GAP }),
    say('team.votesMore', { up: GAP, down: GAP, title: GAP }),
    say('team.votesLess', { up: GAP, down: GAP, title: GAP }),
    say('team.votesNone', { up: GAP, down: GAP, title: GAP }),
  ].map((words) => words.split(GAP).reduce((a, b) => (b.length > a.length ? b : a)))
})

/** What is wrong with how interactions are answered, by what the product promises; nothing when it is well. */
export function createChecks({ app, commands }: Knowing) {
  const isPrivate = new Map(commands.map((command) => [command.name, command.isPrivate === true]))
  const texts = new Set<string>()
  let joined = ''
  let version = -1

  function isStored(words: string): boolean {
    if (version !== app.library.version()) {
      version = app.library.version()
      // Those that were replaced are quoted as they were.
      for (const { paper } of app.library.each()) texts.add(paper.title).add(paper.abstract)
      joined = [...texts].join(GAP)
    }
    return joined.includes(words)
  }

  /** Every quote is a part of a stored text, and what concerns one person alone is not here when all can read it. */
  function wrongWithMessage(shown: Shown, isForAll: boolean): string[] {
    const markdown = [shown.content, ...shown.cards.map(({ text }) => text)]
    const foreign = markdown.flatMap(shownBlockQuotes).filter((quote) => !isStored(quote))
    const read = isForAll ? markdown.map(renderMarkdown).join('\n') : ''
    return [
      ...foreign.map((quote) => `a quote that no text holds: ${JSON.stringify(quote)}`),
      ...PRIVATE_WORDS.filter((words) => read.includes(words)).map((words) => `says to everybody: ${words}`),
    ]
  }

  function wrongWith(pending: Pending, asked: Asked): string[] {
    const { type, acknowledgedAt, answers, choices, message, followUps, faults } = pending
    const why = [...faults]
    if (acknowledgedAt === undefined) why.push('not acknowledged')
    if (answers !== 1) why.push(`${answers} answers`)
    if (type === AUTOCOMPLETE && choices?.some(({ name, value }) => BLANK.test(name) || value === ''))
      why.push(`a blank choice: ${JSON.stringify(choices)}`)
    const shown = [...(message ? [message] : []), ...followUps]
    if (shown.some((each) => 'pings' in each && (each as Stored).allowedMentions.users.length > 0))
      why.push('an answer that may notify somebody')
    for (const each of shown)
      why.push(...wrongWithMessage(each, !each.ephemeral), ...wrongPrivacy(pending, asked, each))
    return why
  }

  function wrongPrivacy({ replaces }: Pending, { type, data, server, wasPublic }: Asked, shown: Shown): string[] {
    if (shown.ephemeral) return []
    const command = commandAsked(type, data)
    if (command !== undefined && isPrivate.get(command)) return [`shows /${command} to everybody`]
    // What stands in place of a page that everybody sees.
    if (replaces || server === undefined || targetOf(data)?.action === 'share' || wasPublic) return []
    return ['shown to everybody in a server whose answers are private']
  }

  function commandAsked(type: number, data: object): string | undefined {
    if (type === 2 && 'name' in data) {
      const part = 'options' in data && Array.isArray(data.options) ? data.options[0] : undefined
      return part?.type === 1 ? `${data.name} ${part.name}` : String(data.name)
    }
    const target = targetOf(data)
    // A form asks for nothing but a question or a report.
    if (!target || !('key' in target) || (type === 5 && target.action !== 'report')) return undefined
    return (requestIn(target.key) ?? requestFrom(app.state.request(target.key) ?? ''))?.command
  }

  return { wrongWith, wrongWithMessage }
}

function targetOf(data: object) {
  const chosen = 'values' in data && Array.isArray(data.values) ? data.values[0] : undefined
  const id = chosen ?? ('custom_id' in data ? data.custom_id : undefined)
  return typeof id === 'string' ? parseButtonId(id) : undefined
}
