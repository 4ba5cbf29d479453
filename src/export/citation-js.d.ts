// The packages carry no types; this is the part that is used.
declare module '@citation-js/core' {
  export class Cite {
    constructor(items: readonly object[])
    format(format: 'bibtex'): string
  }
}
declare module '@citation-js/name' {
  export function parse(name: string): object
}
declare module '@citation-js/plugin-bibtex'
