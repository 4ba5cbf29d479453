// Questions of the kinds that are read as a whole are shorter; longer ones are pasted text.
const LONGEST = 300
const POLITE =
  /^(?:(?:hi|hey|hello|ok(?:ay)?|so|and|well|please|thanks)\b[,!. ]*)*(?:(?:can|could|would|will) you (?:please )?(?:tell|show|give) me |(?:do you know|tell me|i(?:[’']d like| would like| want) to know|i wonder|any idea) )?(?:please )?(?=(?:who|whose|what|which|when|where|how|why|is|are)\b)/i

/** A question as one line without what only opens or closes it; empty when it is too long to be one. */
export function wholeQuestion(question: string): string {
  const words = question.trim().replace(/\s+/g, ' ')
  if (words.length > LONGEST) return ''
  return words.replace(/[ ?!.]+$/, '').replace(POLITE, '')
}
