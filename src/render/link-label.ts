import type { Say } from '../say/say.ts'
import type { CardLink } from './reply.ts'

/** What a link is called: by its own name, or by what it leads to in the reader's language. */
export function linkLabel(link: CardLink, say: Say): string {
  if ('label' in link) return link.label
  return say(link.to === 'code' ? 'paper.code' : 'paper.project')
}
