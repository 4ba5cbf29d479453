import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJsonl } from '../../src/sources/jsonl.ts'

const asked = z.array(z.object({ question: z.string() }))
const FRAMES = [
  (words: string, title: string) => `how does ${title} do ${words}?`,
  (words: string) => `which papers are about ${words}?`,
  (words: string, title: string) => `${title}: what of ${words}?`,
  (words: string) => `how much better is ${words}?`,
]

/**
 * `count` different questions about the shipped papers: those in `file`, a list with `question`, each with other words
 * around it, if there is one; else questions made of the papers' own titles and words.
 */
export function questionsFor(count: number, random: () => number, file?: string): string[] {
  const data = join(import.meta.dirname, '../../data')
  const { papers } = parseJsonl(readFileSync(join(data, 'corpus.jsonl'), 'utf8'))
  const written = file && existsSync(file) ? asked.parse(JSON.parse(readFileSync(file, 'utf8'))) : []
  const pick = <T>(all: readonly T[]): T => {
    const one = all[Math.floor(random() * all.length)]
    if (one === undefined) throw new RangeError('nothing to pick from')
    return one
  }
  const wordsOf = (text: string) => {
    const words = text.split(/\s+/)
    const start = Math.floor(random() * Math.max(1, words.length - 5))
    return words.slice(start, start + 2 + Math.floor(random() * 4)).join(' ')
  }
  const questions = new Set(written.map(({ question }) => question).slice(0, count))
  while (questions.size < count) {
    const { title, abstract } = pick(papers)
    const words = wordsOf(abstract)
    // Half of them are asked as people wrote them, about something more.
    const isWritten = written.length > 0 && random() < 0.5
    questions.add(isWritten ? `${pick(written).question} ${words}` : pick(FRAMES)(words, wordsOf(title)))
  }
  return [...questions]
}
