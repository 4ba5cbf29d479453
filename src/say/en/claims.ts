/** Numbers that papers report, and what was understood of the words that asked for them. */
export const claims = {
  // fromPapers: “from 2 papers”, as paper.from says it. shown: how many of them are shown.
  'claims.found_one': '{{count}} number, {{fromPapers}}',
  'claims.found_other': '{{count}} numbers, {{fromPapers}}',
  'claims.foundPart_one': '{{count}} number, {{shown}} shown, {{fromPapers}}',
  'claims.foundPart_other': '{{count}} numbers, the first {{shown}} shown, {{fromPapers}}',
  'claims.none': 'No number in these papers fits.',
  // understood: a list of wishes and of what follows.
  'claims.readAs': 'Read as: {{understood}}',
  'claims.all': 'all numbers',
  'claims.inPaper': 'in “{{title}}”',
  'claims.notUsed': 'not used: {{words}}',
  'claims.notHere': 'not used, because no paper here has it: {{words}}',
  // One of the words of such a list.
  'claims.word': '“{{word}}”',

  // A wish: any of a metric, kinds, “cut” and limits, in this order, with this between them (“speed over 3 x”).
  'claims.between': ' ',
  'claims.or': '{{first}} or {{second}}',
  'claims.any': 'any number',
  // What is saved or made smaller.
  'claims.cut': 'cut',
  // value: a number, with its unit where one was named.
  'claims.fromTo': 'from {{min}} to {{max}}',
  'claims.atLeast': 'at least {{value}}',
  'claims.over': 'over {{value}}',
  'claims.atMost': 'at most {{value}}',
  'claims.under': 'under {{value}}',
  'claims.inUnit': 'in {{unit}}',
  // wish: the parts above. subject: words as typed.
  'claims.about': '{{wish}}, about “{{subject}}”',
  'claims.versus': '{{wish}}, compared with “{{subject}}”',
  'claims.largestFirst': '{{wish}}, the largest first',
  'claims.smallestFirst': '{{wish}}, the smallest first',

  // The table of a paper's numbers.
  'claims.number': 'number',
  'claims.kind': 'kind',
  'claims.metric': 'metric',
  // The price of a gain: slower, larger.
  'claims.cost': 'cost',
  'claims.ofBaseline': 'of a baseline',

  // Kinds of numbers: what one is about.
  'claims.speed': 'speed',
  'claims.efficiency': 'efficiency',
  'claims.scale': 'scale',
  'claims.count': 'count',
  'claims.setting': 'setting',
  'claims.comparison': 'comparison',
  'claims.result': 'result',
} as const
