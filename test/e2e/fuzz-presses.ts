import fc from 'fast-check'
import { anyWords } from './fuzz-words.ts'
import type { How } from './loopback-discord.ts'

/** What is pressed, chosen or filled in. `pick` chooses among what was offered so far, and `change` is made to its id. */
interface Pressed {
  pick: number
  change: Change
  customId: string
  how: How
}
export type Press =
  | (Pressed & { kind: 'click'; componentType: number })
  /** So many of the choices of one menu, beginning with the one picked. */
  | (Pressed & { kind: 'choose'; count: number })
  | (Pressed & { kind: 'form'; fields: readonly Field[]; isRow: boolean })
export type Change = 'none' | 'cut' | 'double' | 'letter' | 'other'

/** What is written into a field, by the name that the form gives it or by one of its own. */
export interface Field {
  name: 'own' | 'question' | 'remark' | 'other'
  value: string
}

// Of these a post has some on each of its cards.
const VOTES = ['more like this', 'less like this'].map(
  (vote) => `c:3:=["vote",${JSON.stringify({ paper: '2408.08696', vote })}]`,
)
const anyCustomId = fc.oneof(
  fc.constantFrom(
    'p:0:',
    'p:1:abc:={broken',
    'p:9999:abc:=["ask",{}]',
    'm:zzzzzzzz',
    'f:0',
    'x',
    'do',
    'p:0:abc:#AAAAAAAAAAAAAAAAAAAAAA',
    's:abc:#AAAAAAAAAAAAAAAAAAAAAA',
    's::=["help",{}]',
    's:abc:=["stats",{}]',
    'c:0:#AAAAAAAAAAAAAAAAAAAAAA',
    'c:0:=["save",{"what":"2408.08696"}]',
    'c:99:=["daily remove",{}]',
    'c:0:=["settings",{"answers":"public"}]',
    'w:0:#AAAAAAAAAAAAAAAAAAAAAA',
    'w:0:=["report",{"paper":"2408.08696","quotes":"abstract:0-40"}]',
    'w:0:=["report",{"paper":"2408.08696","quotes":"title:9-2"}]',
    ...VOTES,
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
const anyComponentType = fc.oneof(
  { weight: 9, arbitrary: fc.constant(2) },
  { weight: 1, arbitrary: fc.constantFrom(3, 5, 6, 7, 8) },
)
const anyCount = fc.oneof(
  { weight: 8, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 25 }) },
)
const anyField: fc.Arbitrary<Field> = fc.record({
  name: fc.oneof(
    { weight: 6, arbitrary: fc.constant('own' as const) },
    { weight: 1, arbitrary: fc.constantFrom('question' as const, 'remark' as const, 'other' as const) },
  ),
  value: anyWords,
})

/** What people press in such a place. */
export function anyPress(how: fc.Arbitrary<How>): fc.Arbitrary<Press> {
  const pressed = { pick: fc.nat(), change: anyChange, customId: anyCustomId, how }
  const click = fc.record({ kind: fc.constant('click' as const), componentType: anyComponentType, ...pressed })
  const choose = fc.record({ kind: fc.constant('choose' as const), count: anyCount, ...pressed })
  const fields = fc.oneof(
    { weight: 7, arbitrary: anyField.map((field) => [field]) },
    { weight: 1, arbitrary: fc.constant([]) },
  )
  const isRow = fc.integer({ min: 0, max: 6 }).map((n) => n === 0)
  const form = fc.record({ kind: fc.constant('form' as const), fields, isRow, ...pressed })
  return fc.oneof({ weight: 6, arbitrary: click }, { weight: 4, arbitrary: choose }, { weight: 3, arbitrary: form })
}

/** The data of a form that was filled in: labelled fields, or the rows of an old form. */
export function formData(customId: string, { fields, isRow }: Press & { kind: 'form' }, own: string): object {
  const inputs = fields.map(({ name, value }) => ({
    type: 4,
    id: 2,
    custom_id: name === 'own' ? own : name,
    value,
  }))
  const components = inputs.map((input) =>
    isRow ? { type: 1, id: 1, components: [input] } : { type: 18, id: 1, component: input },
  )
  return { custom_id: customId, components }
}

/** An id of what was offered, changed in some way. */
export function changed(customId: string, change: Change): string {
  const middle = Math.floor(customId.length / 2)
  if (change === 'cut') return customId.slice(0, Math.max(1, middle))
  if (change === 'double') return `${customId}${customId}`.slice(0, 100)
  if (change === 'letter') return `${customId.slice(0, middle)}z${customId.slice(middle + 1)}`
  return customId
}
