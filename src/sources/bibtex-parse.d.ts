declare module 'bibtex-parse' {
  export function entries(bibtex: string): unknown[]
}
