import fc from 'fast-check'
import { z } from 'zod'
import { type Filled, fillings, type Option, optionSchema } from './fuzz-options.ts'
import { anyWords } from './fuzz-words.ts'
import type { How } from './loopback-discord.ts'

/** Something a person does: an interaction, or a message. Plain JSON, so that it can be printed and done again. */
export type Deed =
  | { kind: 'interaction'; type: 2 | 4 | 5; data: object; how: How }
  /** A click. `pick` chooses among the buttons seen so far, if any, and `change` is made to its custom_id. */
  | { kind: 'click'; pick: number; change: Change; customId: string; componentType: number; how: How }
  | { kind: 'form'; pick: number; change: Change; customId: string; components: readonly unknown[]; how: How }
  | {
      kind: 'message'
      words: string
      mentions: boolean
      isPrivate: boolean
      repliesTo: number | undefined
      userId: string
    }
export type Change = 'none' | 'cut' | 'double' | 'letter' | 'other'

const commandsSchema = z.array(
  z.looseObject({
    name: z.string(),
    type: z.number().default(1),
    options: z
      .array(optionSchema.extend({ options: z.array(optionSchema).optional() }))
      .optional()
      .transform((options) => options ?? []),
  }),
)

const anyUser = fc.constantFrom(...[1, 2, 3, 4, 5, 6].map((n) => String(7_000_000 + n)))
const USER_INSTALLED = { 1: '7000001' }

/** Where it happens: a server, a private message, or where the bot is only a person's own app. */
const anyPlace: fc.Arbitrary<How> = fc
  .record({
    where: fc.constantFrom('server', 'private', 'other server', 'group', 'odd channel'),
    userId: anyUser,
    memberPermissions: fc.constantFrom('0', '8', '32', '2248473465835073'),
    appPermissions: fc.constantFrom(undefined, '0', '309237763072'),
    locale: fc.constantFrom('en-US', 'de', 'ja', 'pt-BR', 'ar', 'xx'),
    channelType: fc.constantFrom(0, 1, 2, 3, 5, 10, 11, 12, 13, 15, 16, 99),
  })
  .map(({ where, userId, channelType, ...how }): How => {
    const own = { userId, ...how }
    const channel = { id: '88', type: channelType, flags: 0, name: 'elsewhere', permissions: '0' }
    const locale = { locale: 'en-US', guild_locale: 'en-US' }
    const guild = {
      guild_id: '99',
      guild: { id: '99', features: [], ...locale },
      authorizing_integration_owners: USER_INSTALLED,
    }
    if (where === 'server') return { ...own, guild: true }
    if (where === 'private') return own
    if (where === 'odd channel') return { ...own, guild: true, raw: { channel, channel_id: channel.id } }
    if (where === 'other server') return { ...own, guild: true, raw: { ...guild, channel, channel_id: channel.id } }
    const group = { id: '77', type: 3, recipients: [] }
    const owners = { authorizing_integration_owners: USER_INSTALLED }
    return { ...own, raw: { context: 2, channel: group, channel_id: group.id, ...owners } }
  })

const interaction = (type: 2 | 4, data: fc.Arbitrary<object>): fc.Arbitrary<Deed> =>
  fc.record({ kind: fc.constant('interaction' as const), type: fc.constant(type), data, how: anyPlace })

function slash(name: string, part: string | undefined, options: readonly Option[]): fc.Arbitrary<object>[] {
  const dataOf = (all: Filled[], resolved: object) => {
    const nested = part === undefined ? all : [{ name: part, type: 1, options: all }]
    return { id: '1', name, type: 1, options: nested, resolved }
  }
  const command = fillings(options).map(({ options: all, resolved }) => dataOf(all, resolved))
  const typed = fc
    .tuple(fillings(options), fc.nat(), fc.boolean())
    .map(([{ options: all, resolved }, at, isFocused]) => {
      const focus = at % Math.max(1, all.length)
      const marked = all.map((each, index) =>
        index === focus && isFocused ? { ...each, value: String(each.value), focused: true } : each,
      )
      return dataOf(marked, resolved)
    })
  const completing = options
    .filter(({ autocomplete }) => autocomplete)
    .map(({ name: focused }) =>
      fc.tuple(fillings(options), anyWords).map(([{ options: all, resolved }, value]) => {
        const others = all.filter((each) => each.name !== focused)
        return dataOf([...others, { name: focused, type: 3, value, focused: true }], resolved)
      }),
    )
  return [command, fc.oneof(...completing, typed)]
}

const anyEmbed = fc.record(
  {
    type: fc.constant('rich'),
    title: anyWords,
    description: anyWords,
    url: fc.constantFrom('https://arxiv.org/abs/2408.08696', 'https://example.org/'),
    fields: fc.array(fc.record({ name: anyWords, value: anyWords, inline: fc.boolean() }), { maxLength: 3 }),
  },
  { requiredKeys: ['type'] },
)
const author = { id: '7000009', username: 'writer', discriminator: '0', avatar: null }
const plain = {
  author,
  attachments: [],
  mentions: [],
  mention_roles: [],
  components: [],
  timestamp: '2026-01-01T00:00:00Z',
}

function onMessage(names: readonly string[]): fc.Arbitrary<Deed> {
  const message = fc
    .record({ content: anyWords, embeds: fc.array(anyEmbed, { maxLength: 3 }), type: fc.constantFrom(0, 19, 20, 46) })
    .map((own) => ({ ...plain, ...own, id: '66', channel_id: '88', pinned: false, tts: false, edited_timestamp: null }))
  const data = fc.tuple(fc.constantFrom(...names), message).map(([name, target]) => ({
    id: '1',
    name,
    type: 3,
    target_id: target.id,
    resolved: { messages: { [target.id]: target } },
  }))
  return interaction(2, data)
}

const anyCustomId = fc.oneof(
  fc.constantFrom(
    'p:0:',
    'p:1:abc:={broken',
    'p:9999:abc:=["ask",{}]',
    'm:zzzzzzzz',
    'f:0',
    'x',
    'p:0:abc:#AAAAAAAAAAAAAAAAAAAAAA',
  ),
  anyWords.map((words) => words.slice(0, 100) || ' '),
  fc
    .tuple(fc.nat(99_999), anyWords)
    .map(([page, words]) => `p:${page}:abc:=["ask",${JSON.stringify({ question: words })}]`.slice(0, 100)),
)
const anyChange = fc.oneof(
  { weight: 6, arbitrary: fc.constant('none' as const) },
  { weight: 2, arbitrary: fc.constantFrom('cut' as const, 'double' as const, 'letter' as const) },
  { weight: 1, arbitrary: fc.constant('other' as const) },
)
const anyClick: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constant('click' as const),
  pick: fc.nat(),
  change: anyChange,
  customId: anyCustomId,
  componentType: fc.oneof(
    { weight: 9, arbitrary: fc.constant(2) },
    { weight: 1, arbitrary: fc.constantFrom(3, 5, 6, 7, 8) },
  ),
  how: anyPlace,
})
const anyField = fc.record({
  type: fc.constant(4),
  id: fc.constant(2),
  custom_id: fc.constantFrom('question', 'question', 'question', 'other'),
  value: anyWords,
})
const anyForm: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constant('form' as const),
  pick: fc.nat(),
  change: anyChange,
  customId: anyCustomId,
  components: fc.oneof(
    { weight: 6, arbitrary: anyField.map((component) => [{ type: 18, id: 1, component }]) },
    { weight: 1, arbitrary: anyField.map((component) => [{ type: 1, id: 1, components: [component] }]) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  how: anyPlace,
})
const anyMessage: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constant('message' as const),
  words: anyWords.map((words) => words.slice(0, 4000)),
  mentions: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  isPrivate: fc.boolean(),
  repliesTo: fc.option(fc.nat(), { nil: undefined }),
  userId: anyUser,
})

/** What people do with the commands of a registration, and with what they made up. */
export function anyDeed(registration: unknown): fc.Arbitrary<Deed> {
  const commands = commandsSchema.parse(registration)
  const parts = commands
    .filter(({ type }) => type === 1)
    .flatMap(({ name, options }) => {
      const own = options.filter(({ type }) => type === 1)
      if (own.length === 0) return [slash(name, undefined, options)]
      // A part that is not there any more, and the command without any.
      return [
        ...own.map((part) => slash(name, part.name, part.options ?? [])),
        slash(name, 'gone', []),
        slash(name, undefined, []),
      ]
    })
  const unknown = ['gone', 'import', 'constructor', '__proto__'].map((name) => slash(name, undefined, []))
  const all = [...parts, ...unknown]
  const typed = all.map(([command]) => command).filter((each) => each !== undefined)
  const completed = all.map(([, completion]) => completion).filter((each) => each !== undefined)
  const menu = commands.filter(({ type }) => type === 3).map(({ name }) => name)
  const userMenu = fc.constant({
    id: '1',
    name: 'Who is this',
    type: 2,
    target_id: '7000001',
    resolved: { users: { 7000001: author } },
  })
  return fc.oneof(
    { weight: 10, arbitrary: interaction(2, fc.oneof(...typed)) },
    { weight: 4, arbitrary: interaction(4, fc.oneof(...completed)) },
    { weight: 6, arbitrary: anyClick },
    { weight: 2, arbitrary: anyForm },
    { weight: 2, arbitrary: onMessage([...menu, ...menu, ...menu, 'Gone']) },
    { weight: 1, arbitrary: interaction(2, userMenu) },
    { weight: 3, arbitrary: anyMessage },
  )
}
