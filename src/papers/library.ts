import { hash } from 'node:crypto'
import type { TextClaim } from '../claims/claim.ts'
import { claimsIn } from '../claims/claims.ts'
import { sentences } from '../claims/sentences.ts'
import { namesInTitle, possibleNames } from './names.ts'
import type { Paper, Span } from './paper.ts'
import { textsHash } from './texts-hash.ts'

/** A paper with what was read out of its abstract. Computed once a text, when first asked for. */
export interface ReadPaper {
  paper: Paper
  sentences: Span[]
  claims: TextClaim[]
}

export interface Changes {
  added: Paper[]
  updated: Paper[]
  /** What those updated take the place of, in their order. */
  replaced: Paper[]
  unchanged: number
}

export interface Library {
  get(id: string): ReadPaper | undefined
  all(): ReadPaper[]
  size(): number
  /** The paper whose abstract speaks most of a name ("TiTok") that no title holds; undefined when two do alike. */
  speakingOf(name: string): ReadPaper | undefined
  /** Counts the changes: what was computed from the library holds while it is the same. */
  version(): number
  /** Names the stored texts: the same for the same texts of the same papers, in whatever order they came. */
  textsVersion(): string
  /** The paper of an id, an arXiv id with or without its version, or a link to its page. */
  byAddress(words: string): ReadPaper | undefined
  /** Ids of the papers whose titles give their work a name that the text holds; names that many titles share count for none. */
  namedIn(text: string): string[]
  /** What adding these would do: which are new, which put another in their place, and how many are the same. */
  changes(papers: readonly Paper[]): Changes
  /** Adds or replaces papers. */
  add(papers: readonly Paper[]): void
}

// A name that many titles share ("LLM") names none of them.
const MOST_NAMED = 2

/** The papers known now, in the order they came. */
export function createLibrary(): Library {
  const known = new Map<string, ReadPaper>()
  const byName = new Map<string, Set<string>>()
  const byLink = new Map<string, string>()
  let version = 0
  let texts = digestOf(undefined)
  return {
    get: (id) => known.get(id),
    all: () => [...known.values()],
    size: () => known.size,
    version: () => version,
    textsVersion: () => texts.toString('hex').slice(0, 12),
    speakingOf(name) {
      const word = name.trim()
      if (!/^(?=.*[A-Z\d])[\p{L}\d][\p{L}\d-]{2,}$/u.test(word)) return undefined
      const counts = [...known.values()].map((read) => ({ read, count: read.paper.abstract.split(word).length - 1 }))
      const [most, next] = counts.sort((a, b) => b.count - a.count)
      return most && most.count > Math.max(1, next?.count ?? 0) ? most.read : undefined
    },
    byAddress(words) {
      const address = words.trim()
      const arxivId = /(?<!\d)(\d{4}\.\d{4,5})(?:v\d+)?(?!\d)/.exec(address)?.[1]
      return known.get(arxivId ?? '') ?? known.get(address) ?? known.get(byLink.get(linkKey(address)) ?? '')
    },
    namedIn(text) {
      const named = possibleNames(text).map((name) => byName.get(name) ?? new Set<string>())
      return [...new Set(named.filter(({ size }) => size <= MOST_NAMED).flatMap((ids) => [...ids]))]
    },
    changes(papers) {
      const changes: Changes = { added: [], updated: [], replaced: [], unchanged: 0 }
      // A file may hold a paper twice: its last text is the one that counts.
      for (const paper of new Map(papers.map((each) => [each.id, each])).values()) {
        const before = known.get(paper.id)?.paper
        if (!before) changes.added.push(paper)
        else if (JSON.stringify(before) === JSON.stringify(paper)) changes.unchanged++
        else {
          changes.updated.push(paper)
          changes.replaced.push(before)
        }
      }
      return changes
    },
    add(papers) {
      version++
      for (const paper of papers) {
        const before = known.get(paper.id)?.paper
        texts = xor(texts, digestOf(before), digestOf(paper))
        known.set(paper.id, readPaper(paper))
        for (const link of pagesOf(paper)) byLink.set(linkKey(link), paper.id)
        for (const name of before ? namesInTitle(before.title) : []) byName.get(name)?.delete(paper.id)
        for (const name of namesInTitle(paper.title)) byName.set(name, (byName.get(name) ?? new Set()).add(paper.id))
      }
    },
  }
}

// Order must not matter, and one more paper must not cost reading all the others: XOR of a hash a paper does both.
const DIGEST_BYTES = 16

function digestOf(paper: Paper | undefined): Buffer {
  if (!paper) return Buffer.alloc(DIGEST_BYTES)
  return hash('sha256', `${paper.id} ${textsHash(paper)}`, 'buffer').subarray(0, DIGEST_BYTES)
}

function xor(...digests: readonly Buffer[]): Buffer {
  return Buffer.from(
    Array.from({ length: DIGEST_BYTES }, (_, i) => digests.reduce((bits, each) => bits ^ (each[i] ?? 0), 0)),
  )
}

/** The addresses that mean this paper alone: code and project pages may be shared by several. */
function pagesOf({ url, links: { arxiv, huggingface, pdf } }: Paper): string[] {
  return [url, arxiv, huggingface, pdf].filter((link) => link !== undefined)
}

/** A link without what differs between two ways to write it: scheme, `www.`, a closing slash. */
function linkKey(link: string): string {
  return link
    .toLowerCase()
    .replace(/^<?https?:\/\/(?:www\.)?/, '')
    .replace(/[/>]*$/, '')
}

function readPaper(paper: Paper): ReadPaper {
  let spans: Span[] | undefined
  let claims: TextClaim[] | undefined
  return {
    paper,
    get sentences() {
      spans ??= sentences(paper.abstract)
      return spans
    },
    get claims() {
      claims ??= claimsIn(paper.abstract)
      return claims
    },
  }
}
