import { expect, it } from 'vitest'
import { UserError } from '../src/errors.ts'
import { isFlag, optionName, parseOptions, typedOptions } from '../src/parse-options.ts'
import { sayIn } from '../src/say/say.ts'
import { smallCommands } from './fakes/small-app.ts'

const [ask, broken] = smallCommands
if (!ask || !broken) throw new Error('the fakes are gone')

it('fills in defaults', () => {
  expect(parseOptions(ask, { question: 'how?' })).toEqual({ question: 'how?', limit: 3 })
  expect(parseOptions(broken, undefined)).toEqual({})
})

it.each([
  ['a missing option', {}, /needs the option question \(Your question\)/],
  ['a value out of range', { question: 'q', limit: 99 }, /option limit .*<=10; got 99/],
  ['a value of another type', { question: 7 }, /option question .*expected string.*got 7/],
  ['an unknown option', { question: 'q', limt: 3 }, /no option "limt": its options are question, limit/],
  ['no object at all', [1], /takes an object of options, and got \[1\]/],
  ['a question too long', { question: 'x'.repeat(2001) }, /option question .*<=2000.*\(2003 characters\)/],
])('names %s in one line', (_what, options, message) => {
  const parse = () => parseOptions(ask, options)
  expect(parse).toThrow(UserError)
  expect(parse).toThrow(message)
  expect(parse).not.toThrow(/\n/)
})

it('reads typed values by what the option takes', () => {
  const typed = { question: '42', limit: '5', has_code: 'false', unit: 'true', nope: '1' }
  expect(typedOptions(ask, typed)).toEqual({ question: '42', limit: 5, has_code: false, unit: 'true', nope: '1' })
  expect(typedOptions(ask, { limit: '99' })).toEqual({ limit: 99 })
})

it('knows flags and names typed with dashes', () => {
  expect(['has_code', 'limit', 'unit', 'constructor'].map((name) => isFlag(ask, name))).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(optionName(ask, 'has-code')).toBe('has_code')
  expect(optionName(ask, 'has_code')).toBe('has_code')
})

it('says what is wrong in the reader’s language, with what the option means there', () => {
  const thrown = (options: object) => {
    try {
      return parseOptions(ask, options)
    } catch (error) {
      return error instanceof UserError ? error.in(sayIn('de')) : error
    }
  }
  expect(thrown({ question: 'q', limit: 99 })).toMatch(/Wie viele Sätze höchstens.*Zu groß.*<=10.*99/)
  expect(thrown({ question: 7 })).toMatch(/Deine Frage.*erwartet string/)
})
