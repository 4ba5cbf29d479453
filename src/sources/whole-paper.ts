import { type Paper, paperSchema } from '../papers/paper.ts'
import { httpUrl } from './http-url.ts'
import type { Parsed } from './source.ts'

// Half of a surrogate pair: no UTF-8 can hold it, so a store would keep another text than the one that was hashed.
const HALF_CHARACTER = /\p{Surrogate}/u
// NUL ends a text in some stores, ESC begins a command to a terminal. White space is none of these, and U+0080 to U+009F
// are let through as what misread typographic quotes become.
const CONTROL_CHARACTER = /[^\P{Cc}\s\u0080-\u009f]/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/** What is wrong with a paper, told by field; undefined for one that can be stored and quoted as it is. */
export function flawOf(paper: Paper): string | undefined {
  const checked = paperSchema.safeParse(paper)
  if (!checked.success) return issueOf(checked.error.issues)
  if (!VISIBLE.test(paper.title)) return 'title: has no visible character'
  for (const [field, text] of Object.entries({ ...paper, ...paper.links })) {
    if (typeof text !== 'string') continue
    if (HALF_CHARACTER.test(text)) return `${field}: is broken Unicode`
    if (CONTROL_CHARACTER.test(text)) return `${field}: has a control character`
  }
  for (const [field, address] of Object.entries({ url: paper.url, ...paper.links })) {
    if (address && !httpUrl(address)) return `${field}: is no address of the web`
  }
  return undefined
}

/** Puts a paper among the papers if it is whole, and among the rejected, with what is wrong with it, if not. */
export function addWhole(parsed: Parsed, where: string, paper: Paper): void {
  const flaw = flawOf(paper)
  if (flaw === undefined) parsed.papers.push(paper)
  else parsed.rejected.push({ where, reason: flaw })
}

/** The first thing a schema found, with the path of the field. */
export function issueOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): string {
  const [issue] = issues
  return `${issue?.path.map(String).join('.') || 'record'}: ${issue?.message ?? 'invalid'}`
}
