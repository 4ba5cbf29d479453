import fc from 'fast-check'
import { z } from 'zod'
import { anyWords } from './fuzz-words.ts'
import { GUILD_CHANNEL } from './loopback-discord.ts'

/** An option as it is registered. */
export const optionSchema = z.looseObject({
  name: z.string(),
  type: z.number(),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  choices: z.array(z.looseObject({ value: z.union([z.string(), z.number()]) })).optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
})
export type Option = z.infer<typeof optionSchema>
const anyId = fc.integer({ min: 1, max: 2 ** 50 }).map(String)
const anyValue = fc.oneof(
  anyWords,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
)

function givenFor({ type, choices, min_value = 0, max_value = 50 }: Option): fc.Arbitrary<unknown> {
  if (choices) return fc.oneof(fc.constantFrom(...choices.map(({ value }) => value)), anyWords)
  if (type === 3) return anyWords
  if (type === 5) return fc.boolean()
  if (type === 7) return fc.oneof(fc.constant(GUILD_CHANNEL), anyId)
  if (type === 11) return anyId
  const inside = fc.integer({ min: Math.ceil(min_value), max: Math.floor(max_value) })
  return fc.oneof(inside, fc.integer(), fc.constantFrom(min_value - 1, max_value + 1, 0.5, -0.001, 1e300))
}

export interface Filled {
  name: string
  type: number
  value: unknown
  focused?: boolean
}

function filled(option: Option): fc.Arbitrary<Filled | undefined> {
  const { name, type, required } = option
  const right = givenFor(option).map((value) => ({ name, type, value }))
  const wrong = fc.record({ name: fc.constant(name), type: fc.constantFrom(3, 4, 5, 10), value: anyValue })
  const missing = fc.constant(undefined)
  return fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: wrong },
    { weight: required ? 1 : 8, arbitrary: missing },
  )
}

/** The options of a command as filled in, what they refer to, and now and then one that was never declared. */
export function fillings(options: readonly Option[]): fc.Arbitrary<{ options: Filled[]; resolved: object }> {
  const own = fc.tuple(...options.map(filled))
  const foreign = fc.record({
    name: fc.constantFrom('nothing', 'constructor', '__proto__'),
    type: fc.constant(3),
    value: anyWords,
  })
  const extra = fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: foreign })
  return fc.tuple(own, extra, anyWords, fc.nat(30_000_000)).map(([all, more, filename, size]) => {
    const given = [...all, more].filter((each) => each !== undefined)
    const idsOf = (type: number) => given.filter((each) => each.type === type).map(({ value }) => String(value))
    const url = 'https://cdn.discordapp.com/attachments/1/2/a.bib'
    const file = (id: string) => ({ id, filename: filename.slice(0, 100), size, url, proxy_url: url })
    const channel = (id: string) => ({ id, type: 0, name: 'papers', permissions: '0' })
    const attachments = Object.fromEntries(idsOf(11).map((id) => [id, file(id)]))
    const channels = Object.fromEntries(idsOf(7).map((id) => [id, channel(id)]))
    return { options: given, resolved: { attachments, channels } }
  })
}
