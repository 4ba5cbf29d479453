import type { Kind } from './claim.ts'
import { countedKind } from './counted-kinds.ts'
import { type Context, contextOf } from './kind-context.ts'
import { KIND_RULES } from './kind-rules.ts'
import type { Quantity } from './quantity.ts'

/** Between two members of a list: "by 5.6% and 9.8%", "14.30% on A, and 3.02% on B". */
const JOINT = /^\W{0,3}(?:(?:on|in|for|at|with)\s[\w\s/-]{1,40}?)?,?\s*(?:(?:and|or|,|to)\s*)?(?:by |of |up to |a )*$/i

const LISTED = /^\W{0,3}(?:and|or|,)\W{0,3}$/i

/** The kinds of a sentence's quantities, in order. What a list's first member is holds for those that say nothing else. */
export function kindsOf(sentence: string, quantities: readonly Quantity[]): Kind[] {
  const kinds: Kind[] = []
  for (const [at, quantity] of quantities.entries()) {
    const context = contextOf(sentence, quantity)
    const own = KIND_RULES.find(({ when }) => when(context))?.kind ?? context.own ?? countedKind(context)
    const left = quantities[at - 1]
    const isMember =
      left !== undefined &&
      left.values[0]?.unit === context.unit &&
      quantity.start - left.end < 50 &&
      JOINT.test(sentence.slice(left.end, quantity.start))
    const inherited = isMember && own === 'result' && !isTarget(context) ? kinds[at - 1] : undefined
    kinds.push(inherited ?? own)
  }
  // "15% and 19% error reduction": what is said behind the last holds for those before it.
  for (let at = quantities.length - 2; at >= 0; at--) {
    const [left, right] = [quantities[at], quantities[at + 1]]
    if (!left || !right || kinds[at] !== 'result' || kinds[at + 1] !== 'comparison') continue
    const isListed = LISTED.test(sentence.slice(left.end, Math.min(right.start, left.end + 12)))
    if (isListed && right.start - left.end < 12 && left.values[0]?.unit === right.values[0]?.unit)
      kinds[at] = 'comparison'
  }
  return kinds
}

/** "from 71% to 85%": what is reached is a result, whatever the way there was. */
function isTarget({ before }: Context): boolean {
  return /\bto\s\S{0,2}$/.test(before)
}
