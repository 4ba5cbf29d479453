import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AutoTokenizer, env } from '@xenova/transformers'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createBatchInputs } from '../../src/search/batch-inputs.ts'
import { parseJsonl } from '../../src/sources/jsonl.ts'

const dataFolder = join(import.meta.dirname, '../../data')
env.localModelPath = dataFolder
env.allowRemoteModels = false
const tokenizer = await AutoTokenizer.from_pretrained('model')
const file: unknown = JSON.parse(readFileSync(join(dataFolder, 'model/tokenizer.json'), 'utf8'))
const inputsOf = createBatchInputs(tokenizer, file)

/** What the library's tokenizer gives for the texts, and what is given word by word. */
function both(texts: string[]) {
  const { input_ids, attention_mask } = tokenizer(texts, { padding: true, truncation: true })
  const library = { ids: input_ids.data, mask: attention_mask.data, dims: input_ids.dims }
  return { library, own: inputsOf?.(texts) }
}

it('reads abstracts as the library does, also those longer than the model takes', () => {
  const { papers } = parseJsonl(readFileSync(join(dataFolder, 'corpus.jsonl'), 'utf8'))
  const texts = papers.map(({ title, abstract }) => `${title}. ${abstract}`)
  const { library, own } = both([...texts, texts.join(' '), '', ' '])
  expect(own).toEqual(library)
})

it('reads any signs as the library does', () => {
  const odd = ['ΑΣ.Α', 'e\u0301', '\u0301', '中', '\u200b', '\ufeff', '\u2028', '\v', '\0', '\ud83d', '[SEP]', 'İ', 'ﬁ']
  const sign = fc.oneof(fc.constantFrom(' ', '\n', '.', "'", '-', '_', 'lear', 'ning', 'é', '12', ...odd), fc.string())
  const text = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''))
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
      const { library, own } = both(texts)
      expect(own).toEqual(library)
    }),
  )
})

it('leaves tokenizers of another kind to the library', () => {
  expect(createBatchInputs(tokenizer, { ...(file as object), pre_tokenizer: { type: 'Metaspace' } })).toBeUndefined()
})
