import type { Paper } from '../papers/paper.ts'
import { httpUrl, isCodeHost } from './http-url.ts'

const CLOSES_A_SENTENCE = ".,;:!?'*"

/**
 * The URLs an abstract states, cut clean: found also where they are glued to a word ("athttps://…"), and without the
 * punctuation that closes the sentence. The first on a code host is `code`, the first other one `project`.
 */
export function statedLinks(abstract: string): Pick<Paper['links'], 'code' | 'project'> {
  const links: Pick<Paper['links'], 'code' | 'project'> = {}
  for (const [found] of abstract.matchAll(/https?:\/\/[\w\-.~:/?#@!$&'()*+,;=%]+/g)) {
    const text = cutClean(found)
    const url = httpUrl(text)
    if (!url) continue
    if (isCodeHost(url)) links.code ??= text
    else links.project ??= text
  }
  return links
}

function cutClean(url: string): string {
  const closing = url.includes('(') ? CLOSES_A_SENTENCE : `${CLOSES_A_SENTENCE})`
  let end = url.length
  while (end > 0 && closing.includes(url.charAt(end - 1))) end--
  return url.slice(0, end)
}
