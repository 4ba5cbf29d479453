import fc from 'fast-check'
import { z } from 'zod'
import { type Filled, fillings, type Option, optionSchema } from './fuzz-options.ts'
import { anyPlace, anyUser } from './fuzz-places.ts'
import { anyPress, type Press } from './fuzz-presses.ts'
import { anyWords } from './fuzz-words.ts'
import { GUILD_CHANNEL, type How } from './loopback-discord.ts'

/** Something a person does: an interaction, or a message. Plain JSON, so that it can be printed and done again. */
export type Deed =
  | { kind: 'interaction'; type: 2 | 4 | 5; data: object; how: How }
  /** A click. `pick` chooses among the buttons seen so far, if any, and `change` is made to its custom_id. */
  | Press
  | {
      kind: 'message'
      words: string
      mentions: boolean
      /** The id of a channel; a private message when undefined. */
      channelId: string | undefined
      repliesTo: number | undefined
      userId: string
    }

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

type DeedOf = (type: 2 | 4, data: fc.Arbitrary<object>) => fc.Arbitrary<Deed>
const deedIn =
  (how: fc.Arbitrary<How>): DeedOf =>
  (type, data) =>
    fc.record({ kind: fc.constant('interaction' as const), type: fc.constant(type), data, how })

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

function onMessage(names: readonly string[]): fc.Arbitrary<object> {
  const message = fc
    .record({ content: anyWords, embeds: fc.array(anyEmbed, { maxLength: 3 }), type: fc.constantFrom(0, 19, 20, 46) })
    .map((own) => ({ ...plain, ...own, id: '66', channel_id: '88', pinned: false, tts: false, edited_timestamp: null }))
  return fc.tuple(fc.constantFrom(...names), message).map(([name, target]) => ({
    id: '1',
    name,
    type: 3,
    target_id: target.id,
    resolved: { messages: { [target.id]: target } },
  }))
}

const anyMessage = (threads: readonly string[]): fc.Arbitrary<Deed> =>
  fc.record({
    kind: fc.constant('message' as const),
    words: anyWords.map((words) => words.slice(0, 4000)),
    mentions: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    channelId: fc.constantFrom(undefined, GUILD_CHANNEL, ...threads),
    repliesTo: fc.option(fc.nat(), { nil: undefined }),
    userId: anyUser,
  })

/** What those who manage the server choose for it. */
const anyChoice: fc.Arbitrary<object> = fc
  .constantFrom(
    { name: 'answers', type: 3, value: 'public' },
    { name: 'answers', type: 3, value: 'private' },
    { name: 'reports', type: 7, value: GUILD_CHANNEL },
  )
  .map((option) => {
    const channels = { [GUILD_CHANNEL]: { id: GUILD_CHANNEL, type: 0, name: 'papers', permissions: '8' } }
    const resolved = option.type === 7 ? { channels } : {}
    return { id: '1', name: 'settings', type: 1, options: [option], resolved }
  })

/** What people do with the commands of a registration, and with what they made up, also in these threads. */
export function anyDeed(registration: unknown, threads: readonly string[]): fc.Arbitrary<Deed> {
  const place = anyPlace(threads)
  const interaction = deedIn(place)
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
    { weight: 13, arbitrary: anyPress(place) },
    { weight: 2, arbitrary: interaction(2, onMessage([...menu, ...menu, ...menu, 'Gone'])) },
    { weight: 1, arbitrary: interaction(2, userMenu) },
    { weight: 1, arbitrary: deedIn(fc.constant({ guild: true }))(2, anyChoice) },
    { weight: 3, arbitrary: anyMessage(threads) },
  )
}
