import { expect, it } from 'vitest'
import { readQuestion } from '../../src/answer/question.ts'

it.each([
  ['how many images are in it?', { wantsNumber: true, kinds: ['scale', 'count'] }],
  ['how fast does it render?', { wantsNumber: true, kinds: ['speed'] }],
  ['by how much does accuracy improve?', { wantsNumber: true, kinds: ['comparison', 'result'] }],
  ['who has code for this?', { wantsNumber: false, wantsLink: true }],
  ['which datasets was it tested on?', { wantsNumber: false, wantsTrial: true }],
  ['what does TTFT stand for', { defined: 'TTFT' }],
  ['define decompounding.', { defined: 'decompounding' }],
  ['what is FSD?', { defined: 'FSD' }],
  ['what is the idea behind sparse attention?', { defined: undefined, wantsNumber: false }],
])('reads %j', (question, wanted) => {
  expect(readQuestion(question)).toMatchObject(wanted)
})
