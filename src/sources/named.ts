import type { Say } from '../say/say.ts'

/** What a text that is read is called: the name of its file, or words in the reader's language. */
export type Named = string | ((say: Say) => string)

/** Fills the name into a message about the text. */
export function fileIn(name: Named): (say: Say) => { file: string } {
  return (say) => ({ file: typeof name === 'string' ? name : name(say) })
}
