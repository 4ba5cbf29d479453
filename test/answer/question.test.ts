import { expect, it } from 'vitest'
import { readQuestion } from '../../src/answer/question.ts'

it.each([
  ['how many images are in it?', { wantsNumber: true, kinds: ['scale', 'count'] }],
  ['how fast does it render?', { wantsNumber: true, kinds: ['speed'] }],
  ['by how much does accuracy improve?', { wantsNumber: true, kinds: ['comparison', 'result'] }],
  ['who has code for this?', { wantsNumber: false, wantsLink: true, wantsPapers: true, linksOf: undefined }],
  ['which papers release code for token pruning?', { wantsPapers: true, linksOf: 'token pruning' }],
  ['github of LazyLLM?', { wantsLink: true, wantsPapers: false, linksOf: undefined }],
  ['which papers quantize?', { wantsPapers: true, linksOf: undefined }],
  ['how many bar exam questions are there?', { counted: ['bar', 'exam', 'question'], wordCount: 7 }],
  ['which datasets was it tested on?', { wantsNumber: false, wantsTrial: true }],
  ['what does TTFT stand for', { defined: 'TTFT' }],
  ['define decompounding.', { defined: 'decompounding' }],
  ['what is FSD?', { defined: 'FSD' }],
  ['what is the idea behind sparse attention?', { defined: undefined, wantsNumber: false }],
])('reads %j', (question, wanted) => {
  expect(readQuestion(question)).toMatchObject(wanted)
})
