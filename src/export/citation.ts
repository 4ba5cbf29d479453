import { Cite } from '@citation-js/core'
import { parse as parseName } from '@citation-js/name'
import '@citation-js/plugin-bibtex'
import { arxivLinks, type Paper } from '../papers/paper.ts'
import { byPaper, type Evidence, proofOf } from './evidence.ts'

/** One BibTeX entry a paper, with its quotes and their proofs as the note. */
export function evidenceBibtex(evidence: readonly Evidence[]): string {
  const items = byPaper(evidence).map(({ paper, own }) => ({
    id: paper.id,
    // BibTeX styles ask a journal of every article.
    ...(isOnArxiv(paper) ? { type: 'article', 'container-title': preprintOf(paper) } : { type: 'document' }),
    title: paper.title,
    author: authorsOf(paper).map((name) => parseName(name)),
    ...(paper.year && { issued: { 'date-parts': [[paper.year]] } }),
    URL: paper.url,
    note: own.map(noteOf).join('\n'),
  }))
  return new Cite(items).format('bibtex')
}

/**
 * One RIS record a paper (TY … ER, one tag a line), with a note for each quote. Written here because the citation
 * library breaks values every 70 characters, in the middle of words.
 */
export function evidenceRis(evidence: readonly Evidence[]): string {
  const records = byPaper(evidence).map(({ paper, own }) => [
    ['TY', isOnArxiv(paper) ? 'JOUR' : 'GEN'],
    ['ID', paper.id],
    ['TI', paper.title],
    ...(isOnArxiv(paper) ? [['JO', preprintOf(paper)]] : []),
    ...authorsOf(paper).map((name) => ['AU', name]),
    ...(paper.year ? [['PY', String(paper.year)]] : []),
    ['UR', paper.url],
    ...own.map((one) => ['N1', noteOf(one)]),
    ['ER', ''],
  ])
  return records.map((record) => `${record.map(([tag, value]) => `${tag}  - ${value}\r\n`).join('')}\r\n`).join('')
}

const isOnArxiv = ({ id }: Paper) => arxivLinks(id).arxiv !== undefined
/** As most journals want arXiv's preprints cited. */
const preprintOf = ({ id }: Paper) => `arXiv preprint arXiv:${id}`

function noteOf(one: Evidence): string {
  const { words, field, start, end, wordsHash } = proofOf(one)
  return `${words} [${field} ${start}-${end}, sha256 ${wordsHash}]`
}

/** Sources give authors as one line, separated by commas or "and". */
function authorsOf({ authors = '' }: Paper): string[] {
  return authors.split(/\s*,\s*(?:and\s+)?|\s+and\s+/).filter(Boolean)
}
