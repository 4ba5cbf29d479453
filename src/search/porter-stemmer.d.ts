declare module 'porter-stemmer' {
  export function memoizingStemmer(word: string): string
}
