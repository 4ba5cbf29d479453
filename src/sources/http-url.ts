// No browser is asked to open longer ones, and Discord refuses a button's link beyond 512 anyway.
const LONGEST_URL = 2000
const CODE_HOSTS = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org'])

/** `text` as an address that is safe to link, undefined for anything else: other schemes, or a name before an `@`. */
export function httpUrl(text: string): URL | undefined {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : undefined
}

/** Whether an address is one of a host of source code. */
export function isCodeHost(url: URL): boolean {
  return CODE_HOSTS.has(url.hostname.replace(/^www\./, ''))
}

/** The address of a repository given as a URL or as GitHub's `owner/name`. */
export function repositoryUrl(text: string): string | undefined {
  const given = text.trim()
  const url = httpUrl(/^[\w-]+\/[\w.-]+$/.test(given) ? `https://github.com/${given}` : given)
  return url && isCodeHost(url) && /^\/[^/]+\/[^/]/.test(url.pathname) ? url.href : undefined
}

// Of characters, each of which takes up to twelve in an address.
const LONGEST_PART = 150

/** The beginning of a text as a part of an address, whatever is in it: half characters cannot be encoded. */
export function urlPart(text: string): string {
  const beginning = [...text].slice(0, LONGEST_PART).join('')
  return encodeURIComponent(beginning.replace(/\p{Surrogate}/gu, '\u{FFFD}'))
}
