import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { createFts5Index } from '../../src/search/fts5-index.ts'
import { openIndexFile } from '../../src/search/index-file.ts'
import { createMiniSearchIndex } from '../../src/search/minisearch-index.ts'
import type { TermIndex } from '../../src/search/term-index.ts'
import { tokenize } from '../../src/search/tokenize.ts'
import { paperOf } from '../fakes/paper-of.ts'

const papers = [
  paperOf('a', 'Otters', 'Otters swim in rivers and eat 3,072 fish at 2.4× speed.'),
  paperOf('b', 'Kilns', 'Clay is fired in kilns near rivers.'),
  paperOf('c', 'River fish', 'Fish swim upstream.'),
  // A term that most papers hold says nothing, to FTS5 in so many words.
  ...Array.from({ length: 9 }, (_, i) => paperOf(`other ${i}`, 'Looms', 'Weaving wool.')),
]
const all = (terms: readonly string[]) => new Map(terms.map((term) => [term, 1]))
const ids = (hits: readonly { id: string }[]) => hits.map(({ id }) => id).sort()

function fts5(known: readonly Paper[]): TermIndex {
  const db = openIndexFile()
  for (const { id } of known) db.prepare('INSERT INTO indexed (id, hash) VALUES (?, ?)').run(id, '')
  return createFts5Index(db)
}

describe.each([
  ['MiniSearch', () => createMiniSearchIndex()],
  ['FTS5', () => fts5(papers)],
] as const)('%s', (_, create) => {
  const filled = () => {
    const index = create()
    index.add(papers)
    return index
  }

  it('gives the papers that hold any of the terms, a title above an abstract', () => {
    expect(ids(filled().match(all(['fish', 'kiln']), 10))).toEqual(['a', 'b', 'c'])
    expect(filled().match(all(['fish']), 10)[0]?.id).toBe('c')
  })

  it('gives no more than asked, and nothing for no terms or unknown ones', () => {
    expect(filled().match(all(['river']), 1)).toHaveLength(1)
    expect(filled().match(all([]), 10)).toEqual([])
    expect(filled().match(all(['zebra']), 10)).toEqual([])
  })

  it('scales what a term gives by its weight', () => {
    const weighed = (fish: number, kiln: number) =>
      filled().match(
        new Map([
          ['fish', fish],
          ['kiln', kiln],
        ]),
        1,
      )[0]?.id
    expect(weighed(1, 0.1)).toBe('c')
    expect(weighed(0.1, 1)).toBe('b')
  })

  it('gives the papers that hold all of the terms', () => {
    expect(filled().holding(['river', 'swim']).sort()).toEqual(['a', 'c'])
    expect(filled().holding(['river', 'zebra'])).toEqual([])
    expect(filled().holding([])).toEqual([])
  })

  it('finds numbers and compounds as the tokenizer makes them', () => {
    for (const term of ['3,072', '3072', '2.4x']) expect(filled().match(all([term]), 10)).toMatchObject([{ id: 'a' }])
  })

  it('forgets the earlier text of a paper that comes again', () => {
    const index = filled()
    index.add([paperOf('a', 'Eels', 'Slippery.')])
    expect(index.size()).toBe(papers.length)
    expect(ids(index.match(all(['otter', 'eel']), 10))).toEqual(['a'])
    expect(index.holding(['otter'])).toEqual([])
  })

  it('takes any text and any terms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, question) => {
        const terms = tokenize(question)
        const index = create()
        index.add([paperOf('a', text, text)])
        expect(() => index.match(all(terms), 10)).not.toThrow()
        expect(() => index.holding(terms)).not.toThrow()
      }),
    )
  })
})

it('finds the same papers with either engine, for any papers and terms', () => {
  const word = fc.constantFrom('otter', 'kiln', 'fish', '3,072', '1.58-bit', 'a/b', "o'neil", 'naïve', '95.2%', 'x_y')
  const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 6 }),
      fc.uniqueArray(word, { minLength: 1 }),
      (texts, terms) => {
        const some = texts.map((own, i) => paperOf(String(i), own, own))
        const one = createMiniSearchIndex()
        const other = fts5(some)
        one.add(some)
        other.add(some)
        expect(ids(one.match(all(terms), 10))).toEqual(ids(other.match(all(terms), 10)))
        expect(one.holding(terms).sort()).toEqual(other.holding(terms).sort())
      },
    ),
  )
})
