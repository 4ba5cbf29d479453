import { afterAll, beforeAll, expect, it } from 'vitest'
import { onTopic, papersOn } from '../../src/answer/topic.ts'
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

const on = (topic: string) => papersOn(topic, { library: app.library, search: app.search, limit: 8 })

it('keeps a paper whose sentence is about the topic, further down than the best by words', async () => {
  const { isAbout, found } = await on('KV cache compression')
  expect(isAbout).toBe(true)
  expect(found.map(({ read }) => read.paper.id)).toEqual(
    expect.arrayContaining(['2403.09054', '2306.14048', '2411.02886']),
  )
})

it.each(['machine translation', 'multi-agent systems', 'object detection', 'protein folding'])(
  'says that nothing is on %j, though papers hold the words',
  async (topic) => {
    expect(await on(topic)).toMatchObject({ isAbout: false })
  },
)
