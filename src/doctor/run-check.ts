import { UserError } from '../errors.ts'
import { bad, type Check, type Finding } from './finding.ts'

/** The findings of a check. One that throws, or takes longer than it may, is itself a bad finding. Never throws. */
export async function runCheck({ what, limitMs, look }: Check): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding[]>((done) => {
    const says = `is not looked through within ${limitMs / 1000} s`
    timer = setTimeout(
      () => done([bad(what, says, 'see whether the host or the network is very slow, and try again')]),
      limitMs,
    )
  })
  try {
    return await Promise.race([look(), late])
  } catch (cause) {
    return [failed(what, cause)]
  } finally {
    clearTimeout(timer)
  }
}

function failed(what: string, cause: unknown): Finding {
  // Its message names the mend.
  if (cause instanceof UserError) return { what, status: 'bad', says: cause.message }
  const reason = cause instanceof Error ? cause.message : String(cause)
  return bad(what, `cannot be looked at (${reason})`, 'try again; if it stays, the program itself is wrong there')
}
