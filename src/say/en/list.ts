/** What stands between the items of a list, and between sentences. */
export const list = {
  'list.comma': ', ',
  'list.semicolon': '; ',
  'list.sentence': ' ',
} as const
