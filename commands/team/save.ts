import { z } from 'zod'
import { type AnswerRecord, answerIdIn } from '../../src/answer/record.ts'
import { contribution } from '../../src/answer/summary.ts'
import type { App } from '../../src/app.ts'
import { askerOnDiscord, defineCommand, voiceFor } from '../../src/command.ts'
import { UserError } from '../../src/errors.ts'
import { paperCard } from '../../src/render/cards.ts'
import type { Card } from '../../src/render/reply.ts'
import type { Say } from '../../src/say/say.ts'
import type { SavedItem } from '../../src/team/state.ts'

// Some pages to turn; a longer list is one that nobody reads again.
const MOST_SAVED = 200

const what = z.string().trim().min(1).max(300).describe('A paper (id, link or words of its title), or an answer’s id')

export const save = defineCommand({
  name: 'save',
  description: 'Keep a paper or an answer for later; /saved lists them',
  options: z.object({ what }),
  positional: 'what',
  completes: { what: 'papers' },
  example: 'save BrightDreamer',
  only: 'discord',
  isPrivate: true,
  async run(app, { what }, asker) {
    const { userId } = askerOnDiscord(asker)
    const item = itemNamed(app, what)
    const isNew = app.state.atomically(() => {
      const isAdded = app.state.putSaved(userId, item, app.now())
      const { length } = app.state.saved(userId)
      if (isAdded && length > MOST_SAVED) {
        throw new UserError('too_many', (say) => say('error.tooManySaved', { most: MOST_SAVED }))
      }
      return isAdded
    })
    const say = voiceFor(asker)
    return {
      result: { ...item, isNew },
      reply: { heading: say(isNew ? 'team.kept' : 'team.keptAlready'), cards: [savedCard(app, item, say)] },
    }
  },
})

export const unsave = defineCommand({
  name: 'unsave',
  description: 'Not keep a paper or an answer any more',
  options: z.object({ what }),
  positional: 'what',
  completes: { what: 'papers' },
  example: 'unsave BrightDreamer',
  only: 'discord',
  isPrivate: true,
  async run(app, { what }, asker) {
    const { userId } = askerOnDiscord(asker)
    const named = answerIdIn(what)
    // What is no longer here can be named by its id alone.
    const own = app.state.saved(userId).find(({ id, kind }) => id === (kind === 'answer' ? named : what))
    const item = own ?? itemNamed(app, what)
    if (!app.state.removeSaved(userId, item)) {
      throw new UserError('not_saved', (say) => say('error.notSaved', { what }))
    }
    const say = voiceFor(asker)
    return { result: item, reply: { heading: say('team.noLongerKept'), cards: [savedCard(app, item, say)] } }
  },
})

/** An answer where the words are the id of one; else the paper meant. Throws UserError when neither is here. */
function itemNamed(app: App, words: string): SavedItem {
  const id = answerIdIn(words)
  return id !== undefined && recalled(app, id)
    ? { kind: 'answer', id }
    : { kind: 'paper', id: app.findPaper(words).paper.id }
}

function recalled(app: App, answerId: string): AnswerRecord | undefined {
  try {
    return app.recall(answerId)
  } catch (cause) {
    if (cause instanceof UserError) return undefined
    throw cause
  }
}

/** A paper with its key sentence, or what an answer was given for; what is no longer here by its id. */
export function savedCard(app: App, { kind, id }: SavedItem, say: Say): Card {
  if (kind === 'paper') {
    const read = app.library.get(id)
    const key = read && contribution(read)
    return read ? paperCard(read, key ? [key] : []) : gone(say('team.paperGone', { id }))
  }
  const record = recalled(app, id)
  if (!record) return gone(say('team.answerGone', { id }))
  const papers = record.papers.flatMap((paperId) => app.paper(paperId) ?? [])
  return {
    quotes: [],
    lines: [`“${record.question}”`, say('team.answerAgain', { id })],
    links: papers.map(({ title, url }) => ({ label: title, url })),
  }
}

function gone(line: string): Card {
  return { quotes: [], lines: [line] }
}
