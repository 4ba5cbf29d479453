import { expect, it } from 'vitest'
import { names, namesInTitle, readQuestion } from '../../src/answer/question.ts'

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

it.each([
  ['XNect: Real-time Multi-Person 3D Motion Capture', ['xnect', '3d']],
  ['Token Recycling: Turning Trash into Treasure', ['token recycling']],
  ['An Image is Worth 32 Tokens for Reconstruction', []],
  ['A very long head with many words: it is no name', []],
])('takes the names out of the title %j', (title, wanted) => {
  expect(namesInTitle(title).filter((name) => !/^\d/.test(name) || wanted.includes(name))).toEqual(wanted)
})

it('finds a name as a word of its own, in any case', () => {
  expect(names('How fast is XNECT?', 'xnect')).toBe(true)
  expect(names('How fast is xnector?', 'xnect')).toBe(false)
  expect(names('xnector or xnect', 'xnect')).toBe(true)
})
