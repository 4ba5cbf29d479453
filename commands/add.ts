import { z } from 'zod'
import { contribution } from '../src/answer/summary.ts'
import { type App, counts } from '../src/app.ts'
import { defineCommand, voiceFor } from '../src/command.ts'
import { UserError } from '../src/errors.ts'
import type { Paper } from '../src/papers/paper.ts'
import { paperCard } from '../src/render/cards.ts'
import type { Card } from '../src/render/reply.ts'
import { type Say, sayEnglish } from '../src/say/say.ts'
import { arxivIdsIn } from '../src/sources/paper-ids.ts'
import { parsePapers } from '../src/sources/parse-papers.ts'
import type { Parsed } from '../src/sources/source.ts'

/** Papers, and what was left out; `words` say why where the reason is the command's own. */
interface Found {
  papers: Paper[]
  rejected: { where: string; reason: string; words?: (say: Say) => string }[]
}

// arXiv asks for three seconds between requests, and gives twenty papers to one: as many as one wait.
const MOST_IDS = 20
const MOST_CARDS = 5

export const add = defineCommand({
  name: 'add',
  description: 'Add papers by arXiv or Hugging Face link, id, BibTeX or a file; they can be asked about at once',
  options: z.object({
    papers: z.string().trim().max(100_000).optional().describe('Links, arXiv ids, or BibTeX'),
    file: z
      .url({ protocol: /^https?$/ })
      .meta({ discord: 'attachment' })
      .optional()
      .describe('A file: BibTeX, JSON lines, Hugging Face JSON, arXiv Atom'),
  }),
  positional: 'papers',
  example: 'add https://arxiv.org/abs/2408.08696',
  asksNetwork: true,
  onMessage: { name: 'Add papers in this message', option: 'papers' },
  async run(app, { papers: words, file }, asker) {
    const say = voiceFor(asker)
    const own = file
      ? parsePapers(await app.readAttachment(file), (said) => said('error.theFile'))
      : textsIn(words ?? '')
    const parsed: Found = own ? (asker ? newOnes(app, own) : own) : await lookedUp(app, words ?? '')
    const changed = own ? parsed.papers : parsed.papers.filter((paper) => isNewText(app, paper))
    const changes = counts(await app.addPapers(changed))
    const alike = parsed.papers.length - changed.length
    const rejected = parsed.rejected.map(({ where, reason }) => ({ where, reason }))
    const outcome = { ...changes, unchanged: changes.unchanged + alike, rejected }
    const { added, updated, unchanged } = outcome
    const reads = parsed.papers.slice(0, MOST_CARDS).flatMap(({ id }) => app.library.get(id) ?? [])
    const cards: Card[] = reads.map((read) => {
      const key = contribution(read)
      return paperCard(read, key ? [key] : [])
    })
    const left = parsed.papers.length - cards.length
    const lines = [
      ...parsed.rejected
        .slice(0, 20)
        .map(({ where, reason, words }) => say('papers.notAdded', { where, reason: words?.(say) ?? reason })),
      ...(left > 0 ? [say('papers.andMore', { count: left })] : []),
    ]
    return {
      result: { ...outcome, papers: parsed.papers.map(({ id }) => id) },
      reply: {
        heading: say('papers.added', { added, updated, unchanged, rejected: rejected.length }),
        cards: lines.length > 0 ? [...cards, { quotes: [], lines }] : cards,
      },
    }
  },
})

/**
 * Whether a looked-up paper is new, or of a later version than the one here. One that is here keeps its text otherwise:
 * sources print the same abstract in other ways, and it is quoted as it was first taken in.
 */
function isNewText({ library }: App, { id, version }: Paper): boolean {
  const stored = library.get(id)?.paper
  return !stored || (stored.version !== undefined && version !== undefined && version > stored.version)
}

/** Papers with their texts, where that is what the words are. */
function textsIn(words: string): Parsed | undefined {
  const isText = /^\s*(?:@\w+\s*[{(]|\{|\[\s*[{[]|<\?xml|<feed\b|%)/i.test(words)
  return isText ? parsePapers(words, (said) => said('error.theText')) : undefined
}

/** A text that somebody sends does not take the place of one that is quoted: it would be quoted as the paper's words. */
function newOnes({ library }: App, { papers, rejected }: Parsed): Found {
  const words = (say: Say) => say('papers.textStays')
  const known = papers.filter(({ id }) => library.get(id) !== undefined)
  return {
    papers: papers.filter(({ id }) => library.get(id) === undefined),
    rejected: [...rejected, ...known.map(({ id }) => ({ where: id, reason: words(sayEnglish), words }))],
  }
}

async function lookedUp(app: App, words: string): Promise<Found> {
  const ids = arxivIdsIn(words)
  if (ids.length === 0) {
    throw new UserError('no_papers', (say) => say('error.noPapers'))
  }
  const { papers, rejected } = await app.lookUp(ids.slice(0, MOST_IDS))
  const tooMany = (say: Say) => say('papers.tooMany', { most: MOST_IDS })
  const over = ids.slice(MOST_IDS).map((id) => ({ where: id, reason: tooMany(sayEnglish), words: tooMany }))
  return { papers, rejected: [...rejected, ...over] }
}
