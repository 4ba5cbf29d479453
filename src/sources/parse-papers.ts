import { UserError } from '../errors.ts'
import { parseArxivAtom } from './arxiv-atom.ts'
import { parseBibtex } from './bibtex.ts'
import { parseHuggingFaceJson } from './huggingface-json.ts'
import { parseJsonl } from './jsonl.ts'
import { parsePage } from './page.ts'
import type { Parsed } from './source.ts'

/** Reads papers out of text of any format it knows, told by its first characters. */
export function parsePapers(text: string, name: string): Parsed {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start === '') throw new UserError('empty_import', `${name} is empty: give it papers, one JSON object a line.`)
  const whole = start.startsWith('[') || isSingleObject(start) ? parseWhole(start) : undefined
  if (whole !== undefined) return parseHuggingFaceJson(whole)
  if (start.startsWith('{')) return parseJsonl(text.replace(/^\uFEFF/, ''))
  if (start.startsWith('<')) return parseArxivAtom(start, name)
  if (/^(%.*\n\s*)*@\w+\s*[{(]/.test(start)) return parseBibtex(start)
  const page = parsePage(text)
  if (page.papers.length === 0) {
    throw new UserError(
      'unknown_format',
      `${name} holds no paper that can be read: give JSON lines ({"id", "title", "abstract"}), Hugging Face JSON, arXiv Atom, BibTeX, or a page of titles and abstracts.`,
    )
  }
  return page
}

function isSingleObject(text: string): boolean {
  return text.startsWith('{') && /"(summary|paper)"\s*:/.test(text) && !/"abstract"\s*:/.test(text)
}

function parseWhole(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
