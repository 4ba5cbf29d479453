import type { Library, ReadPaper } from '../papers/library.ts'
import { namesInTitle, possibleNames } from '../papers/names.ts'
import type { Paper } from '../papers/paper.ts'
import { tokenize } from '../search/tokenize.ts'

interface MeantScope {
  library: Library
  /** The papers in view; undefined when all are. */
  papers?: readonly string[] | undefined
}

// Words that point at a paper and say nothing about it.
const FILLER = new Set(
  'a an the this that these those it its they them their both paper papers work works article study method model approach system framework technique one ones and or by of called named original first'.split(
    ' ',
  ),
)
// Whoever leaves more of a title out than this may mean another paper.
const TITLE_SHARE = 0.6
const TITLE_TERMS = 3

/**
 * The papers that words mean and say nothing else of: "XNect", "the XNect paper", a title, a link; "it" where papers are
 * in view. Empty when they say more, as "the images of XNect" do, or mean none here.
 */
export function papersMeant(words: string, { library, papers }: MeantScope): string[] {
  const said = words.trim().replace(/^["“‘']+|["”’'?!.]+$/g, '')
  const linked = library.byAddress(said)?.paper.id
  const named = library.namedIn(said).filter((id) => !papers || papers.includes(id))
  const isTitle = ({ paper: { title } }: ReadPaper) => title.toLowerCase() === said.toLowerCase()
  const titled = said === '' ? undefined : library.some(library.titled(said)).find(isTitle)?.paper.id
  const sure = linked ?? titled
  if (sure) return [sure]
  if (named.length > 0) return saysNoMore(said, named, library) ? named.filter((id) => isNamed(id, said, library)) : []
  if (papers) return saysNothing(said) ? inView(said, papers) : []
  const introduced = introducing(bare(said).join(' '), library)
  return introduced.length > 0 ? introduced : ofTitle(said, library)
}

/** Whether words only point at a paper: "this paper", "it". */
export function saysNothing(words: string): boolean {
  return bare(words).length === 0
}

/** "it" is the first of the papers in view, "they" are all. */
function inView(words: string, papers: readonly string[]): string[] {
  return /\b(?:they|them|these|those|both|papers)\b/i.test(words) ? [...papers] : papers.slice(0, 1)
}

function bare(words: string): string[] {
  return words.split(/\s+/).filter((word) => word && !FILLER.has(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')))
}

/** The one paper that brings a name up itself: one that only uses BERT is not BERT's. */
function introducing(name: string, library: Library): string[] {
  const printed = new RegExp(printedAs(name), 'iu')
  const isBroughtUp = ({ paper }: ReadPaper) => printed.test(paper.abstract) && bringsUp(paper, name)
  const found = name === '' ? [] : library.holding(name).filter(isBroughtUp)
  return found.length === 1 ? found.map(({ paper }) => paper.id) : []
}

function bringsUp({ abstract }: Paper, name: string): boolean {
  const own = `${BRINGS}(?:(?!${OTHERWISE})[^.;,]){0,80}(?<![\\p{L}\\d-])(${printedAs(name)})(?![\\p{L}\\d-])`
  const [, printed = ''] = new RegExp(own, 'iu').exec(abstract) ?? []
  // Typed without capitals it is a name if it is printed with some: "titok".
  return /\p{Lu}/u.test(name) ? printed !== '' : /\p{Lu}.*\p{Lu}|\d/u.test(printed)
}

function printedAs(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/(?<=\p{L})(?=\d)/gu, '_?')
}

const BRINGS = '\\b(?:we|paper|work)\\b[^.;,]{0,30}\\b(?:propos|introduc|present|develop)\\w*'
// Behind one of these a name is what the new thing is made with or for.
const OTHERWISE = '\\s(?:into|with|for|of|on|in|to|from|using|by|over|that)\\s'

function saysNoMore(words: string, ids: readonly string[], library: Library): boolean {
  const titles = ids.map((id) => library.get(id)?.paper.title ?? '')
  const known = new Set(titles.flatMap((title) => [...tokenize(title), ...namesInTitle(title).flatMap(tokenize)]))
  return tokenize(bare(words).join(' ')).every((term) => known.has(term))
}

/** Whether words name a paper's own work and not just something its title speaks of: "GPT or BERT: why not both?". */
function isNamed(id: string, words: string, library: Library): boolean {
  const paper = library.get(id)?.paper
  if (!paper) return false
  const said = bare(words).join(' ')
  const [head = '', ...rest] = paper.title.split(/:\s/)
  const terms = tokenize(said)
  const isHead = rest.length > 0 && tokenize(head).every((term) => terms.includes(term))
  const isTitle = new Set(terms).size >= TITLE_SHARE * new Set(tokenize(paper.title)).size
  return isHead || isTitle || bringsUp(paper, said) || possibleNames(said.toLowerCase()).includes(head.toLowerCase())
}

/** The one paper whose title is, nearly whole, in the words and nothing else is. */
function ofTitle(words: string, library: Library): string[] {
  const text = bare(words).join(' ')
  const said = new Set(tokenize(text))
  if (said.size < TITLE_TERMS) return []
  const isMeant = ({ paper }: ReadPaper) => {
    const title = new Set(tokenize(paper.title))
    return [...said].every((term) => title.has(term)) && said.size >= TITLE_SHARE * title.size
  }
  const found = library.holding(text).filter(isMeant)
  return found.length === 1 ? found.map(({ paper }) => paper.id) : []
}
