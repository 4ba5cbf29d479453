import { expect, it } from 'vitest'
import { createLog } from '../../src/operation/log.ts'

const token = 'MTI.abc-"quoted"_x'

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'trace'): string {
  const lines: string[] = []
  write(createLog({ level, token, destination: { write: (line) => void lines.push(line) } }))
  return lines.join('')
}

it('leaves the token out wherever it stands', () => {
  const error = Object.assign(new Error(`refused ${token}`, { cause: new Error(token) }), { headers: { a: token } })
  const text = logged((log) => {
    log.info(token)
    log.info({ token, deep: { list: [`Bot ${token}`] } }, 'x')
    log.error({ err: error }, 'y')
    log.error(error)
    log.child({ who: token }).warn({ [token]: 1 }, 'z')
  })
  expect(text).toContain('[token]')
  expect(text).not.toContain('abc-')
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).level),
  ).toEqual([30, 30, 50, 50, 40])
})

it('leaves out what stands under the name of a secret, whatever it is', () => {
  const text = logged((log) =>
    log.info({ interaction: { token: 'reply-secret' }, request: { headers: { Authorization: 'Bot other' } } }, 'x'),
  )
  expect(text).not.toMatch(/reply-secret|Bot other/)
  expect(JSON.parse(text).interaction).toEqual({ token: '[secret]' })
})

it('keeps of an error its name, message, stack, code and cause, and not what was sent', () => {
  const error = Object.assign(new Error('refused'), {
    code: 50035,
    requestBody: { json: { content: 'words' } },
    url: '/webhooks/1/secret',
  })
  const text = logged((log) => log.error({ err: error }, 'x'))
  expect(Object.keys(JSON.parse(text).err)).toEqual(['name', 'message', 'stack', 'code'])
})

it('says nothing when it is silent', () => {
  expect(logged((log) => log.fatal({ token }, 'x'), 'silent')).toBe('')
})
