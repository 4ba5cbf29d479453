// arXiv's ids: YYMM.NNNN from April 2007, YYMM.NNNNN from 2015, archive/YYMMNNN before.
const MONTH = '(?:0[1-9]|1[0-2])'
const NEW = `(?:(?:0[7-9]|1[0-4])${MONTH}\\.\\d{4}|(?:1[5-9]|[2-9]\\d)${MONTH}\\.\\d{5})`
const OLD = `[a-z]{1,8}(?:-[a-z]{2,4})?(?:\\.[a-z]{2})?/(?:9[1-9]|0[0-7])${MONTH}\\d{3}`
const VERSION = '(?:v[1-9]\\d{0,3})?'
const NOT_LONGER = '(?!\\w|\\.\\d)'
const named = `(${NEW}${VERSION}|${OLD}${VERSION})`

// Tried in this order at each place. Other addresses and DOIs are taken whole, so that no number in them is an id.
const FORMS = [
  `(?<![\\w.-])(?:https?://)?(?:[\\w-]{1,20}\\.){0,3}arxiv\\.org/(?:abs|pdf|html)/${named}(?:\\.pdf)?${NOT_LONGER}`,
  `(?<![\\w.-])(?:https?://)?(?:www\\.)?(?:huggingface\\.co|hf\\.co)/papers/(${NEW}${VERSION})(?:\\.md)?${NOT_LONGER}`,
  `(?<![\\w./])(?:https?://(?:dx\\.)?doi\\.org/)?10\\.48550/arxiv\\.${named}${NOT_LONGER}`,
  `(?<![\\w/])arxiv:\\s{0,2}${named}${NOT_LONGER}`,
  '(?:https?://|\\b(?:[\\w-]{1,63}\\.){1,5}[a-z]{2,20}[/?#])[^\\s<>"]*',
  '\\b10\\.\\d{4,9}/\\S+',
  `(?<![\\w./=&#$€£+-])(${NEW}${VERSION})(?![\\w/%]|[.-]\\d)`,
]
const IDS = new RegExp(FORMS.join('|'), 'gi')
const WHOLE_ID = new RegExp(`^(${NEW}|${OLD})(?:v([1-9]\\d{0,3}))?$`, 'i')

/**
 * All arXiv ids in free text, each once, in order, with vN where given: bare (`2401.12345v2`), after `arXiv:`, in
 * addresses of arXiv and of Hugging Face papers, and in arXiv's DOIs. Ids of before 2007 only in those of arXiv.
 */
export function arxivIdsIn(text: string): string[] {
  const ids = new Set<string>()
  for (const [, ...groups] of text.matchAll(IDS)) {
    const id = groups.find((group) => typeof group === 'string')
    if (id) ids.add(id.replace(/V(?=\d+$)/, 'v'))
  }
  return [...ids]
}

/** An arXiv id as arXiv itself writes it, its version, and the year of its number; undefined for what is no such id. */
export function splitArxivId(text: string): { id: string; version?: number; year: number } | undefined {
  const [, base, version] = WHOLE_ID.exec(text.trim()) ?? []
  if (base === undefined) return undefined
  const year = Number(base.slice(base.indexOf('/') + 1).slice(0, 2))
  // The subject class of `math.GT/0309136` is no part of the id.
  const id = base.toLowerCase().replace(/\.[a-z]{2}(?=\/)/, '')
  return { id, ...(version && { version: Number(version) }), year: year > 90 ? 1900 + year : 2000 + year }
}
