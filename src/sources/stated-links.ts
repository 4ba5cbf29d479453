import type { Paper } from '../papers/paper.ts'

const CODE_HOSTS = /^https?:\/\/(www\.)?(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\//

/**
 * The URLs an abstract states, cut clean: found also where they are glued to a word ("athttps://…"), and without the
 * punctuation that closes the sentence. The first on a code host is `code`, the first other one `project`.
 */
export function statedLinks(abstract: string): Pick<Paper['links'], 'code' | 'project'> {
  const urls = [...abstract.matchAll(/https?:\/\/[\w\-.~:/?#@!$&'()*+,;=%]+/g)].map(([url]) => cutClean(url))
  const code = urls.find((url) => CODE_HOSTS.test(url))
  const project = urls.find((url) => !CODE_HOSTS.test(url))
  return { ...(code && { code }), ...(project && { project }) }
}

function cutClean(url: string): string {
  const clean = url.replace(/[.,;:!?'*]+$/, '')
  const unbalanced = clean.endsWith(')') && !clean.includes('(')
  return unbalanced ? cutClean(clean.slice(0, -1)) : clean
}
