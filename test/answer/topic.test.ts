import { afterAll, beforeAll, expect, it } from 'vitest'
import { onTopic } from '../../src/answer/topic.ts'
import type { App } from '../../src/app.ts'
import { openRealApp } from '../e2e/real-app.ts'

let app: App
beforeAll(async () => {
  app = await openRealApp()
})
afterAll(() => app.close())

it('takes one paper for no more on a topic than it is among others', async () => {
  const ids = [...app.library.each()].map(({ paper }) => paper.id)
  const topics = ['speculative decoding', 'medieval pottery', 'legal documents', 'image tokenizers', 'protein folding']
  for (const topic of topics) {
    const together = (await onTopic(topic, new Set(ids), app)).map(({ id }) => id)
    const alone = []
    for (const id of ids) if ((await onTopic(topic, new Set([id]), app)).length > 0) alone.push(id)
    expect(alone.toSorted(), topic).toEqual(together.toSorted())
    expect(together.length, topic).toBeLessThan(15)
  }
  expect(await onTopic('speculative decoding', new Set(ids), app)).not.toEqual([])
})
