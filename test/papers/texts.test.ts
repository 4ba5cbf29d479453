import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTextsInMemory, createTextsOver, type Texts } from '../../src/papers/texts.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { paperOf } from '../fakes/paper-of.ts'

const [a, b, c] = [paperOf('a', 'A', 'One loom.'), paperOf('b', 'B', 'Two kilns.'), paperOf('c', 'C', 'A Loom too.')]

function inMemory(): Texts {
  const texts = createTextsInMemory()
  texts.put([a, b, c])
  return texts
}

/** The first paper shipped, with another text than the one that was kept later. */
function overStore(): Texts {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const store = openSqliteStore(home)
  onTestFinished(() => {
    store.close()
    rmSync(home, { recursive: true, force: true })
  })
  store.putPapers([b, c])
  store.putPapers([a])
  return createTextsOver([{ ...a, abstract: 'A kiln that was shipped.' }], store)
}

describe.each([
  ['in memory', inMemory],
  ['of a corpus and a database', overStore],
])('texts %s', (_name, texts) => {
  it('are found by their ids, alone and together, in the order asked for', () => {
    const { get, some } = texts()
    expect([get('a'), get('none')]).toEqual([a, undefined])
    expect(some(['c', 'none', 'a'])).toEqual([c, a])
    expect(some([])).toEqual([])
  })

  it('come all in the order they came, or those that hold a word, as JSON', () => {
    const read = (word?: string) => [...texts().parts(word)].flat().map(({ json }) => JSON.parse(json))
    expect(read()).toEqual([a, b, c])
    expect(read('Loom')).toEqual([c])
    expect(read('kiln')).toEqual([b])
  })
})
