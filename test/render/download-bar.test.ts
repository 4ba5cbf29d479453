import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { downloadBar } from '../../src/render/download-bar.ts'

it('shows the file and how much of it is there on a terminal, and nothing in a pipe', () => {
  const shown = (isTTY: boolean) => {
    const stream = Object.assign(new PassThrough(), {
      isTTY,
      columns: 80,
      cursorTo() {},
      clearLine() {},
      moveCursor() {},
    })
    const show = downloadBar(stream)
    show({ file: 'model.onnx', percent: 0 })
    show({ file: 'model.onnx', percent: 100 })
    return String(stream.read() ?? '')
  }
  expect(shown(true)).toContain('model.onnx')
  expect(shown(false)).toBe('')
})
