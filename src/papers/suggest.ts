import type { Reported } from './claim-table.ts'
import type { Library } from './library.ts'

export type Suggested = 'papers' | 'metrics' | 'units' | 'zones'

/** One thing to choose: what a person reads and what the option then holds. */
export interface Suggestion {
  label: string
  value: string
}

/** Suggestions out of what the library holds now. Metrics and units come with how often they are reported. */
export function createSuggest(library: Library): (what: Suggested, words: string, limit: number) => Suggestion[] {
  let counted: { version: number; metrics: Suggestion[]; units: Suggestion[] } | undefined
  const names = () => {
    if (counted?.version !== library.version()) {
      counted = {
        version: library.version(),
        metrics: mostReported(library.reported('metrics')),
        units: mostReported(library.reported('units')),
      }
    }
    return counted
  }
  return (what, words, limit) => {
    const wanted = words.trim().toLowerCase()
    if (what === 'papers') return titlesLike(library, wanted, limit)
    if (what === 'zones') return zonesLike(wanted).slice(0, limit)
    return names()
      [what].filter(({ value }) => value.toLowerCase().includes(wanted))
      .sort((a, b) => Number(starts(b.value, wanted)) - Number(starts(a.value, wanted)))
      .slice(0, limit)
  }
}

/** Time zones with these words in their names; those that begin with them, or whose city does, first. */
function zonesLike(wanted: string): Suggestion[] {
  const words = wanted.replace(/\s+/g, '_')
  const rank = (zone: string) => (zone.startsWith(words) ? 0 : zone.includes(`/${words}`) ? 1 : 2)
  return [...Intl.supportedValuesOf('timeZone'), 'UTC']
    .filter((zone) => zone.toLowerCase().includes(words))
    .sort((a, b) => rank(a.toLowerCase()) - rank(b.toLowerCase()) || (a < b ? -1 : 1))
    .map((zone) => ({ label: zone.replaceAll('_', ' '), value: zone }))
}

function starts(name: string, wanted: string): boolean {
  return name.toLowerCase().startsWith(wanted)
}

/** Names by how often they occur; spellings that differ in case alone are one, written as most are. */
function mostReported(reported: readonly Reported[]): Suggestion[] {
  const spellings = new Map<string, Map<string, number>>()
  for (const { name, count } of reported) {
    const own = spellings.get(name.toLowerCase()) ?? new Map<string, number>()
    spellings.set(name.toLowerCase(), own.set(name, (own.get(name) ?? 0) + count))
  }
  return [...spellings.values()]
    .map((own) => {
      const [[name = ''] = []] = [...own].sort((a, b) => b[1] - a[1])
      return { name, count: [...own.values()].reduce((sum, count) => sum + count, 0) }
    })
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .map(({ name, count }) => ({ label: `${name} (${count})`, value: name }))
}

function titlesLike(library: Library, wanted: string, limit: number): Suggestion[] {
  const words = wanted.split(/\s+/).filter(Boolean)
  const ids = library.titlesLike(words, wanted, limit)
  return library.some(ids).map(({ paper: { id, title } }) => ({ label: title, value: id }))
}
