import { describe, expect, it } from 'vitest'
import { createTextsInMemory, createTextsOver, type Texts } from '../../src/papers/texts.ts'
import type { Store } from '../../src/store/store.ts'
import { paperOf } from '../fakes/paper-of.ts'
import { storeInHome } from '../fakes/store-in-home.ts'

const [a, b, c] = [paperOf('a', 'A', 'One loom.'), paperOf('b', 'B', 'Two kilns.'), paperOf('c', 'C', 'A Loom too.')]

function inMemory(): Texts {
  const texts = createTextsInMemory()
  texts.put([a, b, c])
  return texts
}

// With another text than the one that is kept later.
const shipped = { ...a, abstract: 'A kiln that was shipped.' }

function overStore(): { texts: Texts; store: Store } {
  const store = storeInHome()
  store.putPapers([b, c])
  store.putPapers([a])
  return { texts: createTextsOver([shipped], store), store }
}

describe.each([
  ['in memory', inMemory],
  ['of a corpus and a database', () => overStore().texts],
])('texts %s', (_name, texts) => {
  it('are found by their ids, alone and together, in the order asked for', () => {
    const { get, some } = texts()
    expect([get('a'), get('none')]).toEqual([a, undefined])
    expect(some(['c', 'none', 'a'])).toEqual([c, a])
    expect(some([])).toEqual([])
  })

  it('come all in the order they came, as JSON', () => {
    expect([...texts().parts()].flat().map(({ json }) => JSON.parse(json))).toEqual([a, b, c])
  })

  it('are counted, each once', () => expect(texts().size()).toBe(3))
})

describe('a mark of texts over a corpus and a database', () => {
  it('gives those that were put after it, with the last text of each, and no others', () => {
    const { texts, store } = overStore()
    const mark = texts.mark() ?? ''
    expect([...(texts.after(mark) ?? [])]).toEqual([])
    const anew = { ...b, title: 'New' }
    store.putPapers([anew], [b])
    store.putPapers([paperOf('d', 'D', 'A lathe.')])
    expect([...(texts.after(mark) ?? [])].flat().map(({ id }) => id)).toEqual(['b', 'd'])
    expect([...(texts.after(mark) ?? [])].flat().map(({ json }) => JSON.parse(json))[0]).toEqual(anew)
  })

  it('of a database without papers gives all that come later', () => {
    const store = storeInHome()
    const texts = createTextsOver([], store)
    const mark = texts.mark() ?? ''
    store.putPapers([b, c])
    expect([...(texts.after(mark) ?? [])].flat().map(({ id }) => id)).toEqual(['b', 'c'])
  })

  it('says nothing of another corpus or of another database', () => {
    const { texts, store } = overStore()
    const mark = texts.mark() ?? ''
    expect(createTextsOver([], store).after(mark)).toBeUndefined()
    const other = storeInHome()
    const overOther = createTextsOver([shipped], other)
    expect(overOther.after(mark)).toBeUndefined()
    // As many changes, the last of another paper.
    other.putPapers([b, c])
    other.putPapers([paperOf('d', 'D', 'A lathe.')])
    expect(overOther.after(mark)).toBeUndefined()
  })
})
