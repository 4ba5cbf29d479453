import type { Paper } from './paper.ts'

const ARXIV_ID = /(?<!\d)(\d{4}\.\d{4,5})(?:v\d+)?(?!\d)/

/** The arXiv id, without its version, that words hold first. */
export const arxivIdIn = (words: string): string | undefined => ARXIV_ID.exec(words)?.[1]

/**
 * The addresses that mean this paper alone: code and project pages may be shared by several. Those that hold its own id
 * are left out: they are found by it.
 */
export function pagesOf({ id, url, links: { arxiv, huggingface, pdf } }: Paper): string[] {
  return [url, arxiv, huggingface, pdf].filter((link) => link !== undefined).filter((link) => arxivIdIn(link) !== id)
}

/** A link without what differs between two ways to write it: scheme, `www.`, a closing slash. */
export function linkKey(link: string): string {
  return link
    .toLowerCase()
    .replace(/^<?https?:\/\/(?:www\.)?/, '')
    .replace(/[/>]*$/, '')
}
