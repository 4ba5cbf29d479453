import { WORDS } from './notations.ts'

// The plural noun that a number counts, found without a dictionary: by its ending, and by what it cannot be.

const ADJECTIVE =
  /(?:^(?:new|novel|key|main|major|diverse|different|distinct|common|public|popular|standard|most|more|widely|used|real|large|small|big|open|other|such|additional|recent|advanced|discrete|leading|strong|human|challenging|total|separate|independent|of|the|and|state-of-the-art|real-world|fake|unique|long|short|broad)$|(?:ive|ous|ed|ant|ent|ly|able|ible|less|ful|wise|ary|icant)$|(?:^|[a-z])(?:modal|lingual|typical|clinical|medical|empirical|practical|critical|additional|essential|potential|crucial)$)/i
const PLURAL =
  /^(?:[\p{L}\d][\p{L}\d-]*(?:[^\Wsui]|[aeo]u)s|[\p{L}-]*(?:people|children|men|women|criteria|phenomena|species|mice|testes|analyses|hypotheses|diagnoses|indices|corpora|GPUs))$/u
const NO_PLURAL =
  /(?:^|-)(?:series|news|bias|atlas|canvas|gas|lens|ones|physics|mathematics|graphics|analytics|semantics|cross|loss|class)$/i
const NOT_NOUN =
  /^(?:is|was|has|as|this|its|does|versus|vs|and|or|to|by|in|on|with|for|from|at|than|that|which|using|while|when|but|via|per|respectively|across|towards|compared|under|over|achieves|outperforms|shows|uses|improves|reduces|yields|requires|exceeds|plus|thus|less|times|the|an?|we|it|could|can|may|were|are|be|have|had|must|should|would)$/i
const HARDWARE = /^(?:NVIDIA )?(?:[AVHTPBL]\d{2,3}s?|RTX \d+s?|[GT]PUs?)(?:[ -]?(?:GPUs?|cards))?(?![\p{L}\d])/u
/** Hyphenated on, but no noun: "6-hourly", "5-fingered", "3-based". */
const ATTACHED_NO_NOUN = /(?:ed|ly|ing|al|ic|ive|wise|fold|based|free|level|like)$/

/** The name of graphics hardware that begins a text: `V100 GPUs`. */
export function hardwareAt(text: string): string | undefined {
  return HARDWARE.exec(text)?.[0]
}

/**
 * The plural that a number counts, in the text right behind it: its whole name as unit, and how many characters of it
 * adjoin the number (0 when other words stand between).
 */
export function countedNoun(after: string): { unit: string; adjacent: number } | undefined {
  const gap = /^\$?\+?[\s-]/.exec(after)?.[0]
  if (!gap) return undefined
  const rest = after.slice(gap.length)
  const hardware = hardwareAt(rest)
  if (hardware) return { unit: 'GPUs', adjacent: gap.length + hardware.length }
  if (gap.endsWith('-')) return attachedNoun(rest, gap.length)
  const words: string[] = []
  for (const [, token = '', mark = ''] of rest.matchAll(/([^\s,;.:()]+)([,;.:()]*)/gu)) {
    const word = token.replace(/-{2,}.*$/, '')
    if (NOT_NOUN.test(word) && word !== 'and') return undefined
    words.push(word)
    if (PLURAL.test(word) && !NO_PLURAL.test(word)) {
      return { unit: nameOf(words), adjacent: words.length === 1 ? gap.length + word.length : 0 }
    }
    if (mark || words.length === 5 || /^\d+$/.test(word)) return undefined
  }
  return undefined
}

/** The last words, back to an adjective or a number word: "diverse CT scans" → "CT scans". */
function nameOf(words: readonly string[]): string {
  const name: string[] = []
  for (const part of [...words].reverse()) {
    if (name.length > 0 && (ADJECTIVE.test(part) || Object.hasOwn(WORDS, part.toLowerCase()))) break
    name.unshift(part)
  }
  return name.join(' ')
}

function attachedNoun(rest: string, gap: number): { unit: string; adjacent: number } | undefined {
  const noun = /^[a-z]{3,}/.exec(rest)?.[0]
  if (!noun || (ATTACHED_NO_NOUN.test(noun) && noun !== 'dimensional')) return undefined
  return { unit: noun === 'dimensional' ? 'dimensions' : pluralOf(noun), adjacent: gap + noun.length }
}

function pluralOf(noun: string): string {
  if (/(?:ss|x|ch|sh)$/.test(noun)) return `${noun}es`
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return noun.endsWith('s') ? noun : `${noun}s`
}
