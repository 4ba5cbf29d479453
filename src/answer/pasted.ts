import { sentences } from '../claims/sentences.ts'

/** A part of a pasted text to be checked. */
export interface Piece {
  text: string
  /** Other readings of the piece, without what introduces or follows a quotation. */
  readings: string[]
  /** Addresses and arXiv ids in the same block. */
  addresses: string[]
  /** What stood in brackets behind it and is no sentence: "(Online Language Splatting)". */
  credit?: string
}

// An arXiv id begins with its year and month, from 0704 on; other numbers of such a form are numbers.
const ADDRESS =
  /<?https?:\/\/[^\s<>"”)\]]+>?|(?<![\w.])(?:arxiv:\s?)?(?:0[7-9]|[12]\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?(?![\d.]*\w)/gi
/** Longest piece that is compared at once, in characters; longer ones are parted at a blank. */
const LONGEST = 2000
const FEWEST_WORDS = 4
/** A short bracket by itself, without numbers. */
const CREDIT = /^[([][^()[\]\d]{3,150}[)\]]?\.?$/
/** Reference marks, which a reader's copy brings along: "[1]", "[2, 7]". */
const REFERENCES = /\s?\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]/g
const OPENING = /["“„«]/
const QUOTED = /["“„«]([^"“”„«»]+)["”»]?/g

/** The pieces of a pasted text, in order: sentences, list items and block quotes each by itself. */
export function piecesOf(text: string): Piece[] {
  const pieces = blocksOf(text).flatMap((block) => {
    const addresses = addressesIn(block)
    return sentences(block)
      .flatMap(({ start, end }) => parted(block.slice(start, end)))
      .filter(isSaying)
      .map((piece): Piece => ({ text: piece, readings: readingsOf(piece), addresses }))
  })
  for (const [at, { text: credit }] of pieces.entries()) {
    const before = pieces[at - 1]
    if (before && CREDIT.test(credit)) before.credit = credit.replace(/^[([]|[)\]]?\.?$/g, '')
  }
  return pieces.filter(({ text: piece }, at) => at === 0 || !CREDIT.test(piece))
}

/** Whether a piece says anything: "see https://…" does not. */
function isSaying(piece: string): boolean {
  const rest = withoutAddresses(piece)
  const isLinkAlone = rest.length < piece.length - 8 && rest.split(/\s+/).length < 3 && !/\d/.test(rest)
  return /[\p{L}\p{N}]/u.test(rest) && !isLinkAlone
}

/** The addresses and arXiv ids in a text. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(ADDRESS)].map(([address]) => address)
}

/** Paragraphs, list items and block quotes, without their marks. */
function blocksOf(text: string): string[] {
  const blocks: string[] = []
  let before = ''
  for (const line of text.split(/\r?\n/)) {
    const mark = /^\s*(?:>+\s?|[-*+•]\s+|\d+[.)]\s+|#{1,3}\s+|-#\s+)/.exec(line)?.[0] ?? ''
    const kind = mark.trim().charAt(0) === '>' ? '>' : mark === '' ? 'plain' : 'item'
    const content = line.slice(mark.length)
    const goesOn =
      content.trim() !== '' && (kind === before || (kind === 'plain' && before === 'item')) && kind !== 'item'
    if (goesOn && blocks.length > 0) blocks[blocks.length - 1] += `\n${content}`
    else blocks.push(content)
    before = content.trim() === '' ? '' : kind
  }
  return blocks.filter((block) => block.trim() !== '')
}

function parted(piece: string): string[] {
  const parts: string[] = []
  for (let rest = piece; rest !== ''; ) {
    const blank = rest.length > LONGEST ? rest.lastIndexOf(' ', LONGEST) : -1
    // Half a character could not be shown.
    const most = /[\uD800-\uDBFF]/.test(rest.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST
    const end = rest.length <= LONGEST ? rest.length : blank > 0 ? blank : most
    parts.push(rest.slice(0, end).trim())
    rest = rest.slice(end)
  }
  return parts.filter(Boolean)
}

/** A text without the addresses and arXiv ids in it and the brackets that held them. */
export function withoutAddresses(text: string): string {
  return (
    text
      // A blank, and not nothing: "1[2]8" is not 18.
      .replace(REFERENCES, ' ')
      .replace(ADDRESS, ' ')
      .replace(/[([]\s*(?:arxiv:?|see|from)?\s*[)\]]/gi, ' ')
      .replace(/[,;]?\s*\b(?:per|via|from|see|source:?)[\s.]*$/i, '')
      .trim()
  )
}

/** A text as it stands, without addresses, the quotations in it, and what follows a short introduction. */
export function readingsOf(piece: string): string[] {
  const plain = withoutAddresses(piece).replace(/[\s\-–—|·.!?]+$/, '')
  const opening = plain.search(OPENING)
  const open = opening < 0 ? [] : [plain.slice(opening + 1).replace(/["”»]\W*$/, '')]
  const quoted = [...plain.matchAll(QUOTED)].map(([, words = '']) => words)
  const introduced = /^([^\n]{1,150}?)(?::|\s[-–—])\s+(.+)$/s.exec(plain)?.[2] ?? ''
  const readings = [plain, ...open, ...quoted, introduced].filter((words) => words.split(/\s+/).length >= FEWEST_WORDS)
  return [...new Set([piece, ...readings])]
}
