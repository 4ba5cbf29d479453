import fc from 'fast-check'

/** What people type, and what they had better not. */
const PLAIN = [
  'how fast is BrightDreamer?',
  'which papers are about speculative decoding?',
  'any good ramen near the office',
  'speedups above 3x',
  'FID below 2.5',
  'Quamba2',
  '2403.11273',
  'https://arxiv.org/abs/2408.08696',
  'Token Recycling requires <3MB of additional storage',
  'and how much memory?',
  'KV cache',
  '09:00',
  '22:00-07:00',
  'Europe/Berlin',
  'Mon-Fri',
  'bibtex',
  '@article{a, title={T}, author={A}, year={2024}, abstract={It is 3x faster.}}',
]
const HOSTILE = [
  '',
  ' ',
  '\n\n\n',
  '@everyone',
  '@here <@&1> <@1000000000000000003> <#1000000000000000005>',
  '**__~~||`',
  '> # - -# 1. + ```js\n',
  '[a](https://example.org/) <https://example.org> https://example.org/()',
  '<t:0:R> <a:b:1> :joy: </ask:1> <id:guide>',
  '\u200b\u200c\u200d\ufeff',
  '\u202eright to left\u202c \u05d0\u05d1 \u0627\u0644',
  '\ud800',
  'half \udfff of',
  '\u0000\u0007\u001b[31m\u007f\u0085\u2028',
  'x'.repeat(6000),
  'word '.repeat(1200),
  '\u{1f600}'.repeat(3000),
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}',
  'Z\u0351\u036b\u0343\u036a\u0302a',
  '\u6570\u5b66'.repeat(1500),
  '\\'.repeat(3000),
  '`'.repeat(2000),
  '*_'.repeat(1500),
  "'; DROP TABLE papers; --",
  '" OR 1=1 NEAR(a b, 2) a* ^b (c) -d {e}: "',
  '{"a":[1,null,{"__proto__":{}}]}',
  '["ask",{"question":"x"}]',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  '1e999',
  '-0',
  '99999999999999999999% faster than 0 x',
  '../../etc/passwd%00',
  '(a+)+$ [[[ ((( {{{',
  `\${1} {{a}} <b>`,
]
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))

/** Words of every kind, hostile ones more often than not. */
export const anyWords: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PLAIN) },
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: anyUnit, maxLength: 100 }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...PLAIN), fc.constantFrom(...HOSTILE), fc.constantFrom(...PLAIN))
      .map((parts) => parts.join(' ').slice(0, 6000)),
  },
)
