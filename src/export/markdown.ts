import { byPaper, type Evidence, proofOf } from './evidence.ts'

/** A heading a paper with its link, each quote as a block, and under it where it stands and its hash. */
export function evidenceMarkdown(evidence: readonly Evidence[]): string {
  const papers = byPaper(evidence).map(({ paper, own }) => {
    const about = [paper.authors, paper.year].filter(Boolean).join(', ')
    const link = `<${encodeURI(paper.url)}>`
    const quotes = own.map((one) => {
      const { words, field, start, end, wordsHash } = proofOf(one)
      return `${block(words)}\n\n\`${field} ${start}-${end}, sha256 ${wordsHash}\``
    })
    return [`## ${escaped(paper.title)}`, ...(about ? [escaped(about)] : []), link, ...quotes].join('\n\n')
  })
  return `${papers.join('\n\n')}\n`
}

function block(words: string): string {
  return words
    .split(/\r?\n/)
    .map((line) => `> ${escaped(line)}`)
    .join('\n')
}

/** CommonMark allows a backslash before every ASCII punctuation mark, and shows the mark. */
function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&')
}
