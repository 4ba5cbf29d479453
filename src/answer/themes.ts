import type { ReadPaper } from '../papers/library.ts'
import { tokenize } from '../search/tokenize.ts'

/** Papers that share a phrase, as one of them prints it; `label` is undefined for those that share none. */
export interface Theme {
  label: string | undefined
  papers: ReadPaper[]
}

/** How many papers of the whole library hold all of some words. */
type Count = (words: string) => number

const MOST_THEMES = 5
const FEWEST_PAPERS = 2
const LONGEST = 3
// What more of the papers share is the topic, not a part of it.
const LARGEST_SHARE = 2 / 3
// Less than twice as frequent among these papers as in the library is no theme of theirs.
const LEAST_LIFT = Math.log(2)
// A longer phrase says more than a word of it: half a paper's worth a word.
const WORD_WORTH = 0.5
// Words of an abstract's own business, which say nothing about what it is about.
const USUAL = new Set(
  'via using toward towards paper work method approach model result propose present introduce show demonstrate novel new state art achieve perform improve different based task significant experiment framework provide address however existing various limit challeng evaluat effect'
    .split(' ')
    .flatMap(tokenize),
)
const ADDRESS = /https?:\S+/g
const WORD = /[\p{L}\p{N}][\p{L}\p{N}-]*/gu

interface Phrase {
  printed: string
  holders: Set<ReadPaper>
  inTitle: boolean
}

/**
 * Groups papers on a topic by phrases of one to three words that several of them hold, one in its title, and few other
 * papers do: greedily, the phrase that tells most papers apart from the library first. Words of `topic` are held by all
 * and name nothing. Every paper is in one theme.
 */
export function themes(papers: readonly ReadPaper[], topic: string, library: { size: number; count: Count }): Theme[] {
  const known = new Set([...tokenize(topic), ...USUAL])
  const shared = [...phrasesIn(papers, known)].filter(
    ({ holders, inTitle }) => inTitle && holders.size >= FEWEST_PAPERS && holders.size <= papers.length * LARGEST_SHARE,
  )
  const counted = shared.map((phrase) => ({ ...phrase, elsewhere: library.count(phrase.printed) }))
  const groups: Theme[] = []
  let left = [...papers]
  while (groups.length < MOST_THEMES) {
    const [best] = counted
      .map(({ printed, holders, elsewhere }) => {
        const own = left.filter((read) => holders.has(read))
        const lift = Math.log((holders.size / papers.length) * (library.size / Math.max(elsewhere, holders.size)))
        return { printed, own, lift, worth: own.length * (lift + WORD_WORTH * printed.split(' ').length) }
      })
      .filter(({ own, lift }) => own.length >= FEWEST_PAPERS && lift >= LEAST_LIFT)
      .sort((a, b) => b.worth - a.worth || (a.printed < b.printed ? -1 : 1))
    if (!best) break
    groups.push({ label: best.printed, papers: best.own })
    left = left.filter((read) => !best.own.includes(read))
  }
  return left.length > 0 ? [...groups, { label: undefined, papers: left }] : groups
}

function phrasesIn(papers: readonly ReadPaper[], known: ReadonlySet<string>): Iterable<Phrase> {
  const phrases = new Map<string, Phrase>()
  for (const read of papers) {
    const { title, abstract } = read.paper
    for (const text of [title, ...abstract.replace(ADDRESS, '. ').split(/[.,;:!?()]\s/)]) {
      for (const { key, printed } of phrasesOf(text, known)) {
        const phrase = phrases.get(key) ?? { printed, holders: new Set(), inTitle: false }
        phrases.set(key, { ...phrase, holders: phrase.holders.add(read), inTitle: phrase.inTitle || text === title })
      }
    }
  }
  return phrases.values()
}

/** Runs of one to three words that begin and end with one that says something, by their stems and as printed. */
function phrasesOf(text: string, known: ReadonlySet<string>): { key: string; printed: string }[] {
  const words = [...text.matchAll(WORD)].map(([printed]) => {
    const terms = tokenize(printed)
    return { printed, key: terms.join(' '), says: terms.some((term) => !known.has(term)) && /\p{L}{3}/u.test(printed) }
  })
  return words.flatMap((_, from) =>
    Array.from({ length: LONGEST }, (_, more) => words.slice(from, from + more + 1))
      .filter((run, more) => run.length === more + 1 && run[0]?.says && run.at(-1)?.says)
      .map((run) => ({
        key: run.map(({ key }) => key).join(' '),
        printed: run.map(({ printed }) => printed).join(' '),
      })),
  )
}
