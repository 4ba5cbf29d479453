import type { Library } from '../papers/library.ts'
import { namesInTitle } from '../papers/names.ts'
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
  const titles = named.length > 0 ? named : linked ? [linked] : []
  if (titles.length > 0) return linked || saysNoMore(said, titles, library) ? titles : []
  if (papers)
    return bare(said).length > 0
      ? []
      : /\b(?:they|them|these|those|both|papers)\b/i.test(said)
        ? [...papers]
        : papers.slice(0, 1)
  const [spoken = ''] = bare(said)
  const speaking = bare(said).length === 1 ? library.speakingOf(spoken)?.paper.id : undefined
  return speaking ? [speaking] : ofTitle(said, library)
}

/** Whether words only point at a paper: "this paper", "it". */
export function saysNothing(words: string): boolean {
  return bare(words).length === 0
}

function bare(words: string): string[] {
  return words.split(/\s+/).filter((word) => word && !FILLER.has(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')))
}

function saysNoMore(words: string, ids: readonly string[], library: Library): boolean {
  const titles = ids.map((id) => library.get(id)?.paper.title ?? '')
  const known = new Set(titles.flatMap((title) => [...tokenize(title), ...namesInTitle(title).flatMap(tokenize)]))
  return tokenize(bare(words).join(' ')).every((term) => known.has(term))
}

/** The one paper whose title is, nearly whole, in the words and nothing else is. */
function ofTitle(words: string, library: Library): string[] {
  const said = new Set(tokenize(bare(words).join(' ')))
  if (said.size < TITLE_TERMS) return []
  const found = library.all().filter(({ paper }) => {
    const title = new Set(tokenize(paper.title))
    return [...said].every((term) => title.has(term)) && said.size >= TITLE_SHARE * title.size
  })
  return found.length === 1 ? found.map(({ paper }) => paper.id) : []
}
