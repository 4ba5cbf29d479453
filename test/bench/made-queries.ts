import { namesInTitle } from '../../src/papers/names.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { acronymsIn } from '../../src/search/acronyms.ts'

export interface MadeQuery {
  kind: 'title' | 'part of a title' | 'misspelt title' | 'name' | 'acronym'
  text: string
  /** Ids of the papers that are meant. */
  relevant: string[]
}

const PART = 4
const SHORTEST_MISSPELT = 6
// An acronym that more papers hold means none of them.
const MOST_HOLDERS = 7

/** What people type who know a paper: its title or a part of it, misspelt or not, its name, an acronym. `random` gives 0 to 1. */
export function madeQueries(papers: readonly Paper[], random: () => number): MadeQuery[] {
  const words = new Map(papers.map(({ id, title, abstract }) => [id, new Set(wordsOf(`${title} ${abstract}`))]))
  return papers.flatMap(({ id, title, abstract }) => {
    const all = title.split(/\s+/)
    const from = Math.floor(random() * Math.max(1, all.length - PART))
    const begun = all.slice(0, 3 + Math.floor(random() * PART)).join(' ')
    const ofTitle = [
      { kind: 'title', text: title },
      { kind: 'part of a title', text: all.slice(from, from + PART).join(' ') },
      { kind: 'misspelt title', text: misspelt(begun, random) },
    ] as const
    const [name] = namesInTitle(title)
    const [acronym] = acronymsIn(`${title}. ${abstract}`)
    const holders = acronym
      ? [...words].flatMap(([other, own]) => (own.has(acronym.short.toLowerCase()) ? other : []))
      : []
    const isTelling = acronym !== undefined && holders.length > 0 && holders.length <= MOST_HOLDERS
    const chosen = ofTitle[Math.floor(random() * ofTitle.length)]
    return [
      ...(chosen ? [{ ...chosen, relevant: [id] }] : []),
      ...(name && random() < 0.5 ? [{ kind: 'name' as const, text: name, relevant: [id] }] : []),
      ...(isTelling && random() < 0.5
        ? [{ kind: 'acronym' as const, text: random() < 0.5 ? acronym.short : acronym.long, relevant: holders }]
        : []),
    ]
  })
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}-]+/u)
}

/** Two of the longer words with a slip each: letters swapped, left out, doubled or another in their place. */
function misspelt(text: string, random: () => number): string {
  const words = text.split(' ')
  const long = words.flatMap((word, at) => (word.length >= SHORTEST_MISSPELT && /^\p{L}+$/u.test(word) ? at : []))
  const chosen = long.sort(() => random() - 0.5).slice(0, 2)
  return words.map((word, at) => (chosen.includes(at) ? slipped(word, random) : word)).join(' ')
}

function slipped(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const [before, letter, next, after] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? '', word.slice(at + 2)]
  const other = String.fromCharCode('a'.charCodeAt(0) + Math.floor(random() * 26))
  const slips = [next + letter, next, letter + letter + next, other + next]
  return before + (slips[Math.floor(random() * slips.length)] ?? '') + after
}

/** Numbers from 0 to 1, the same ones for the same seed: a linear congruential generator (Numerical Recipes). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
