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
  // The mark of UTF-8, read as another encoding: so is every letter beyond ASCII that follows.
  if (start.startsWith('ï»¿')) throw new UserError('wrong_encoding', `${name} is not UTF-8 any more: convert it anew.`)
  const whole = start.startsWith('[') || isSingleObject(start) ? parseWhole(start) : undefined
  if (whole !== undefined) return parseHuggingFaceJson(whole)
  // Cut short, it would pass for a page, with lines of JSON for titles and abstracts.
  if (/^\[\s*["{[\]]/.test(start)) throw new UserError('broken_json', `${name} is broken JSON: fetch it again.`)
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
