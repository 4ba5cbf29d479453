/** What was looked at, how it is, and what to do about it. */
export interface Finding {
  /** One word or two: `token`, `disk`. */
  what: string
  status: 'good' | 'warning' | 'bad'
  /** How it is, in plain words. */
  says: string
  /** What to do, in plain words. */
  mend?: string
}

/** One kind of thing that can be wrong. */
export interface Check {
  what: string
  /** How long it may take. */
  limitMs: number
  look: () => Promise<Finding[]>
}

export const good = (what: string, says: string): Finding => ({ what, status: 'good', says })
export const warning = (what: string, says: string, mend: string): Finding => ({ what, status: 'warning', says, mend })
export const bad = (what: string, says: string, mend: string): Finding => ({ what, status: 'bad', says, mend })

/** What is said of `count` things: `1 paper`, `2 papers`. */
export const counted = (count: number, thing: string) =>
  `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`
