/** The last things that were asked for by their ids, at most so many. */
export function createRecent<T>(most: number) {
  // A Map keeps the order in which things came: the first one is the one that was not asked for the longest.
  const kept = new Map<string, T>()
  return {
    has: (id: string) => kept.has(id),
    get(id: string): T | undefined {
      const found = kept.get(id)
      if (found === undefined) return undefined
      kept.delete(id)
      kept.set(id, found)
      return found
    },
    put(id: string, one: T): T {
      kept.delete(id)
      kept.set(id, one)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return one
    },
    drop: (id: string) => void kept.delete(id),
  }
}
