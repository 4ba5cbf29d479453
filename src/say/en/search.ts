/** Papers that a search found, and why. */
export const search = {
  'search.found_one': '{{count}} paper for “{{query}}”, best first',
  'search.found_other': '{{count}} papers for “{{query}}”, best first',
  'search.none': 'No paper here matches “{{query}}”.',
  // Why a paper is shown. words, titleWords: words of the query that the paper, or its title, holds.
  'search.byMeaning': 'found by meaning, no word in common',
  'search.byMeaningHolds': 'found by meaning; also holds {{words}}',
  'search.byMeaningHoldsInTitle': 'found by meaning; also holds {{words}} (in the title: {{titleWords}})',
  'search.holds': 'holds {{words}}',
  'search.holdsInTitle': 'holds {{words}} (in the title: {{titleWords}})',
  // words: a list, of which {{count}} more are left out.
  'search.andMore_one': '{{words}} and {{count}} more',
  'search.andMore_other': '{{words}} and {{count}} more',
} as const
