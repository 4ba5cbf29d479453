import { UserError } from '../errors.ts'
import { parseArxivAtom } from './arxiv-atom.ts'
import { parseBibtex } from './bibtex.ts'
import { parseHuggingFaceJson } from './huggingface-json.ts'
import { parseJsonl } from './jsonl.ts'
import { fileIn, type Named } from './named.ts'
import { parsePage } from './page.ts'
import type { Parsed } from './source.ts'

/**
 * Reads papers out of text of any format it knows, told by its first characters. `name`: of the file, or what it is
 * called in any language. Throws UserError when nothing in it can be read.
 */
export function parsePapers(text: string, name: Named): Parsed {
  const file = fileIn(name)
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start === '') throw new UserError('empty_import', (say) => say('error.emptyImport', file(say)))
  // The mark of UTF-8, read as another encoding: so is every letter beyond ASCII that follows.
  if (start.startsWith('ï»¿')) throw new UserError('wrong_encoding', (say) => say('error.wrongEncoding', file(say)))
  const whole = start.startsWith('[') || isSingleObject(start) ? parseWhole(start) : undefined
  if (whole !== undefined) return parseHuggingFaceJson(whole)
  // Cut short, it would pass for a page, with lines of JSON for titles and abstracts.
  if (/^\[\s*["{[\]]/.test(start)) throw new UserError('broken_json', (say) => say('error.brokenJson', file(say)))
  if (start.startsWith('{')) return parseJsonl(text.replace(/^\uFEFF/, ''))
  if (start.startsWith('<')) return parseArxivAtom(start, name)
  if (/^(%.*\n\s*)*@\w+\s*[{(]/.test(start)) return parseBibtex(start)
  const page = parsePage(text)
  if (page.papers.length === 0) {
    throw new UserError('unknown_format', (say) => say('error.unknownFormat', file(say)))
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
