/** How units of one family turn into one another; `factor`: how much of the family's base unit one is. */
interface UnitScale {
  family: string
  factor: number
}

const SCALES: Readonly<Record<string, UnitScale>> = {
  ms: { family: 'time', factor: 1e-3 },
  s: { family: 'time', factor: 1 },
  min: { family: 'time', factor: 60 },
  h: { family: 'time', factor: 3600 },
  days: { family: 'time', factor: 86_400 },
  weeks: { family: 'time', factor: 604_800 },
  months: { family: 'time', factor: 2_629_800 },
  years: { family: 'time', factor: 31_557_600 },
  KB: { family: 'bytes', factor: 1e3 },
  MB: { family: 'bytes', factor: 1e6 },
  GB: { family: 'bytes', factor: 1e9 },
  TB: { family: 'bytes', factor: 1e12 },
  '%': { family: 'share', factor: 0.01 },
  fraction: { family: 'share', factor: 1 },
  pp: { family: 'points', factor: 1 },
  points: { family: 'points', factor: 1 },
  µW: { family: 'power', factor: 1e-6 },
  μW: { family: 'power', factor: 1e-6 },
  mW: { family: 'power', factor: 1e-3 },
  W: { family: 'power', factor: 1 },
  kW: { family: 'power', factor: 1e3 },
  MW: { family: 'power', factor: 1e6 },
  GW: { family: 'power', factor: 1e9 },
  Hz: { family: 'frequency', factor: 1 },
  kHz: { family: 'frequency', factor: 1e3 },
  MHz: { family: 'frequency', factor: 1e6 },
  GHz: { family: 'frequency', factor: 1e9 },
}

/** The family of a unit: what it can be compared with. A unit of no family is one by itself. */
export function familyOf(unit: string): string {
  return Object.hasOwn(SCALES, unit) ? (SCALES[unit]?.family ?? unit) : unit
}

/** A value in another unit of its family; undefined when the two cannot be compared. */
export function converted(value: number, from: string, to: string): number | undefined {
  if (from === to) return value
  if (to === 'x' && from === 'orders of magnitude') return 10 ** value
  const [own, wanted] = [SCALES[from], SCALES[to]]
  if (!own || !wanted || own.family !== wanted.family) return undefined
  return Number(((value * own.factor) / wanted.factor).toPrecision(12))
}
