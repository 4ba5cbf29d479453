import { styleText } from 'node:util'
import type { Finding } from './finding.ts'

// A mark and a word beside the colour: it is not seen by everybody, nor in every terminal.
const MARKS = {
  good: { mark: '✓', colour: 'green' },
  warning: { mark: '!', colour: 'yellow' },
  bad: { mark: '✗', colour: 'red' },
} as const
const STATUS_WIDTH = 'warning'.length

/** Findings as lines for a person: one each, with its mend below, and a last line that counts them. */
export function reportOf(findings: readonly Finding[], colour: boolean): string {
  const width = Math.max(...findings.map(({ what }) => what.length))
  const style = (format: Parameters<typeof styleText>[0], words: string) =>
    colour ? styleText(format, words, { validateStream: false }) : words
  const lines = findings.flatMap(({ what, status, says, mend }) => {
    const head = style(MARKS[status].colour, `${MARKS[status].mark} ${status.padEnd(STATUS_WIDTH)}`)
    const line = `${head}  ${style('bold', what.padEnd(width))}  ${oneLine(says)}`
    return mend === undefined ? [line] : [line, `${' '.repeat(STATUS_WIDTH + width + 6)}→ ${oneLine(mend)}`]
  })
  return `${[...lines, '', style('bold', verdict(findings))].join('\n')}\n`
}

/** The same findings without the token, and without names and passwords in addresses. */
export function withoutSecrets(findings: readonly Finding[], token: string | undefined): Finding[] {
  // With the word before it or without.
  const secret = token?.replace(/^Bot\s*/i, '')
  const clean = (words: string) =>
    (secret ? words.replaceAll(secret, '[token]') : words).replace(/(?<=:\/\/)[^/@\s]+@/g, '')
  return findings.map(({ mend, ...finding }) => ({
    ...finding,
    says: clean(finding.says),
    ...(mend !== undefined && { mend: clean(mend) }),
  }))
}

function verdict(findings: readonly Finding[]): string {
  const number = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length
  return `${number('good')} good, ${number('warning')} to look at (warning), ${number('bad')} to mend (bad)`
}

/** Names of servers and messages of errors come from elsewhere: no line ends or codes for the terminal in them. */
function oneLine(words: string): string {
  return words.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}
