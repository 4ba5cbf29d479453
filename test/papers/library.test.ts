import { describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/papers/library.ts'
import { namesInTitle } from '../../src/papers/names.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { createTextsOver } from '../../src/papers/texts.ts'
import { databaseInMemory } from '../../src/sqlite.ts'
import { paperOf } from '../fakes/paper-of.ts'
import { storeInHome } from '../fakes/store-in-home.ts'

it.each([
  ['XNect: Real-time Multi-Person 3D Motion Capture', ['xnect', '3d']],
  ['Token Recycling: Turning Trash into Treasure', ['token recycling']],
  ['An Image is Worth 32 Tokens for Reconstruction', []],
  ['A very long head with many words: it is no name', []],
])('takes the names out of the title %j', (title, wanted) => {
  expect(namesInTitle(title).filter((name) => !/^\d/.test(name) || wanted.includes(name))).toEqual(wanted)
})

it('knows which papers a text names, as words of their own and in any case', () => {
  const library = createLibrary()
  library.add([paperOf('x', 'XNect: Real-time Capture', ''), paperOf('t', 'Token Recycling: Trash into Treasure', '')])
  expect(library.namedIn("How fast is XNECT's capture?")).toEqual(['x'])
  expect(library.namedIn('(token recycling) vs. xnect')).toEqual(['t', 'x'])
  expect(library.namedIn('XNect-7B or another?')).toEqual(['x'])
  expect(library.namedIn('How fast is xnector, a token?')).toEqual([])
})

it('forgets the names of a title that was replaced', () => {
  const library = createLibrary()
  library.add([paperOf('x', 'XNect: Real-time Capture', '')])
  library.add([paperOf('x', 'YNect: Real-time Capture', '')])
  expect([library.namedIn('xnect'), library.namedIn('ynect')]).toEqual([[], ['x']])
})

it('takes a name that three titles share for none', () => {
  const library = createLibrary()
  library.add(['a', 'b', 'c'].map((id) => paperOf(id, `LLMs in ${id}`, '')))
  expect(library.namedIn('how good are LLMs?')).toEqual([])
})

it('takes a word that many papers use for a name only as it is printed', () => {
  const papers = [
    paperOf('m', 'MUCH: A Benchmark', 'How much is made up?'),
    paperOf('x', 'XNect: Real-time Capture', ''),
    ...['a', 'b', 'c', 'd'].map((id) => paperOf(id, `Paper ${id}`, 'It saves much.')),
  ]
  const library = createLibrary({
    words: {
      heldBy: (word) => papers.filter((each) => `${each.title} ${each.abstract}`.toLowerCase().includes(word)).length,
      holding: () => [],
    },
  })
  library.add(papers)
  expect(library.namedIn('how much does xnect save?')).toEqual(['x'])
  expect(library.namedIn('how large is MUCH?')).toEqual(['m'])
})

it('takes no word of a title that is all in capitals for a name, but what stands before its colon', () => {
  expect(namesInTitle('WHAT ARE GANS USEFUL FOR?')).toEqual([])
  expect(namesInTitle('GLOW: GENERATIVE FLOW')).toEqual(['glow'])
})

it('tells new papers from changed ones and from the same', () => {
  const library = createLibrary()
  const [a, b] = [paperOf('a', 'A', 'One.'), paperOf('b', 'B', 'Two.')]
  expect(library.changes([a, b])).toEqual({ added: [a, b], updated: [], replaced: [], unchanged: 0 })
  library.add([a, b])
  const changed = { ...b, abstract: 'Three.' }
  expect(library.changes([a, changed])).toEqual({ added: [], updated: [changed], replaced: [b], unchanged: 1 })
  library.add([a, changed])
  expect(library.get('b')?.sentences).toEqual([{ start: 0, end: 6 }])
})

it('finds a paper by the name its abstract gives its work, unless another speaks of it as often', () => {
  const library = createLibrary()
  library.add([paperOf('a', 'One', 'TiTok is new. TiTok wins.'), paperOf('b', 'Two', 'We beat TiTok.')])
  expect(library.speakingOf('TiTok')?.paper.id).toBe('a')
  library.add([paperOf('c', 'Three', 'TiTok, again TiTok.')])
  expect(library.speakingOf('TiTok')).toBeUndefined()
  expect(library.speakingOf('wins')).toBeUndefined()
})

it('knows a paper by its links and ids, but not by a code page that several may share', () => {
  const library = createLibrary()
  const links = { arxiv: 'https://arxiv.org/abs/2401.00001', code: 'https://github.com/a/b' }
  library.add([{ ...paperOf('2401.00001', 'One', ''), url: 'https://example.org/One/', links }])
  for (const address of ['arXiv:2401.00001v2', 'http://www.example.org/one', 'https://arxiv.org/pdf/2401.00001.pdf'])
    expect(library.byAddress(address)?.paper.title, address).toBe('One')
  expect(library.byAddress('https://github.com/a/b')).toBeUndefined()
})

describe('a library that is opened again', () => {
  const [x, y, z] = ['XNect', 'YNect', 'ZNect'].map((name) => paperOf(name, `${name}: Capture`, 'Fast.')) as [
    Paper,
    Paper,
    Paper,
  ]
  /** Opens a library of a store's papers; counts those whose texts it reads. */
  function opened(store: ReturnType<typeof storeInHome>, db: ReturnType<typeof databaseInMemory>) {
    let read = 0
    function* counted(parts: Iterable<{ id: string; json: string }[]>) {
      for (const part of parts) {
        read += part.length
        yield part
      }
    }
    const over = createTextsOver([], store)
    const after = (mark: string) => {
      const parts = over.after(mark)
      return parts && counted(parts)
    }
    const library = createLibrary({ texts: { ...over, after, parts: () => counted(over.parts()) }, db })
    return { named: library.namedIn('xnect ynect znect'), texts: library.textsVersion(), read }
  }

  it('reads only the papers that were put or changed since', () => {
    const [store, db] = [storeInHome(), databaseInMemory()]
    store.putPapers([x, y])
    expect(opened(store, db)).toMatchObject({ named: ['XNect', 'YNect'], read: 2 })
    expect(opened(store, db)).toMatchObject({ named: ['XNect', 'YNect'], read: 0 })
    store.putPapers([{ ...x, title: 'Other' }, z], [x])
    const again = opened(store, db)
    expect(again).toMatchObject({ named: ['YNect', 'ZNect'], read: 2 })
    expect(opened(store, databaseInMemory())).toEqual({ ...again, read: 3 })
  })

  it('reads none of those that were added before it was noted that all are', () => {
    const [store, db] = [storeInHome(), databaseInMemory()]
    const library = createLibrary({ texts: createTextsOver([], store), db })
    store.putPapers([x, y])
    library.add([x, y])
    expect(opened(store, db).read).toBe(2)
    store.putPapers([z])
    library.add([z])
    library.noteAll()
    expect(opened(store, db)).toMatchObject({ named: ['XNect', 'YNect', 'ZNect'], read: 0 })
  })

  it('reads all of them again, and forgets those that are gone, when the database is another one', () => {
    const db = databaseInMemory()
    const [store, restored] = [storeInHome(), storeInHome()]
    store.putPapers([x, y])
    opened(store, db)
    store.putPapers([z])
    opened(store, db)
    restored.putPapers([x, y])
    expect(opened(restored, db)).toMatchObject({ named: ['XNect', 'YNect'], read: 2 })
  })

  it('forgets papers that an older copy of the same database lacks, though the mark is in both', () => {
    const [store, copy] = [storeInHome(), storeInHome()]
    const db = databaseInMemory()
    for (const each of [store, copy]) each.putPapers([x, y])
    const library = createLibrary({ texts: createTextsOver([], store), db })
    store.putPapers([z])
    library.add([z])
    expect(library.namedIn('xnect ynect znect')).toEqual(['XNect', 'YNect', 'ZNect'])
    expect(opened(copy, db)).toMatchObject({ named: ['XNect', 'YNect'], read: 2 })
  })
})
