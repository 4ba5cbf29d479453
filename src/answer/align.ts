import type { Token } from './words.ts'

/** Where two texts differ: runs of tokens, half open, by index; one of them may be empty. */
export interface Difference {
  left: { start: number; end: number }
  right: { start: number; end: number }
}

export interface Alignment {
  /** The tokens of the right text that the left one was laid on. */
  right: { start: number; end: number }
  differences: Difference[]
  /** Share of the left text's tokens that found their like, weighted: 1 means the same throughout. */
  likeness: number
}

const WEIGHT = { word: 1, number: 1, sign: 0.4 } as const
const FROM_DIAGONAL = 0
const FROM_LEFT = 1
const FROM_RIGHT = 2

/**
 * Lays the whole of `left` on the part of `right` that it fits best: approximate matching with free ends (Sellers
 * 1980). Cells: one a pair of tokens.
 */
export function align(left: readonly Token[], right: readonly Token[]): Alignment {
  const width = right.length + 1
  const came = new Uint8Array((left.length + 1) * width)
  let above = new Float64Array(width)
  let row = new Float64Array(width)
  for (let i = 1; i <= left.length; i++) {
    const token = left[i - 1] as Token
    row[0] = (above[0] ?? 0) + WEIGHT[token.kind]
    came[i * width] = FROM_LEFT
    for (let j = 1; j < width; j++) {
      const other = right[j - 1] as Token
      const diagonal = (above[j - 1] ?? 0) + replacing(token, other)
      const skipLeft = (above[j] ?? 0) + WEIGHT[token.kind]
      const skipRight = (row[j - 1] ?? 0) + WEIGHT[other.kind]
      const best = Math.min(diagonal, skipLeft, skipRight)
      row[j] = best
      came[i * width + j] = best === diagonal ? FROM_DIAGONAL : best === skipLeft ? FROM_LEFT : FROM_RIGHT
    }
    ;[above, row] = [row, above]
  }
  // `above` is now the last row: the end that costs least, the first of equals.
  let end = 0
  for (let j = 1; j < width; j++) if ((above[j] ?? 0) < (above[end] ?? 0)) end = j
  const total = left.reduce((sum, { kind }) => sum + WEIGHT[kind], 0) || 1
  const { start, differences } = wayBack(left, right, came, end)
  return { right: { start, end }, differences, likeness: Math.max(0, 1 - (above[end] ?? 0) / total) }
}

function replacing(token: Token, other: Token): number {
  if (token.key === other.key) return 0
  if (token.kind !== other.kind) return 1.5
  // A letter's case is a small difference; a number most likely stands for the number in its place.
  if (token.kind === 'word' && token.key.toLowerCase() === other.key.toLowerCase()) return 0.2
  return token.kind === 'number' ? 0.6 : WEIGHT[token.kind]
}

function wayBack(left: readonly Token[], right: readonly Token[], came: Uint8Array, end: number) {
  const width = right.length + 1
  const differences: Difference[] = []
  let i = left.length
  let j = end
  while (i > 0) {
    const from = came[i * width + j]
    const [toI, toJ] = [from === FROM_RIGHT ? i : i - 1, from === FROM_LEFT ? j : j - 1]
    if (from !== FROM_DIAGONAL || left[i - 1]?.key !== right[j - 1]?.key) {
      const last = differences.at(-1)
      if (last && last.left.start === i && last.right.start === j) {
        last.left.start = toI
        last.right.start = toJ
      } else differences.push({ left: { start: toI, end: i }, right: { start: toJ, end: j } })
    }
    i = toI
    j = toJ
  }
  return { start: j, differences: differences.reverse() }
}
