import type { Replied } from '../../src/preview/messages-of.ts'

const LONG = 'https://example.org/a-path-without-any-place-to-break-a-line-that-is-much-wider-than-a-phone/index.html'

/** A message with every kind of component the preview shows, around a reply's heading, as Discord's API takes it. */
export function everyComponent({ reply: { heading } }: Replied) {
  return {
    flags: 32768,
    components: [
      { type: 10, content: `-# ${heading.replace(/[\\*_~`|<>[\]@:#]/g, '\\$&')}` },
      {
        type: 17,
        accent_color: 0x23a55a,
        components: [
          {
            type: 9,
            components: [{ type: 10, content: '### [Weaving Lattices](https://arxiv.org/abs/2401.00001)\n-# 2024' }],
            accessory: { type: 2, style: 5, label: 'Open', url: 'https://arxiv.org/abs/2401.00001' },
          },
          { type: 10, content: `> It is **12.5%** faster.\n\n> ${LONG}` },
          { type: 14, divider: true, spacing: 2 },
          {
            type: 10,
            content: '-# Here because it is new.\n[arXiv](https://arxiv.org/abs/2401.00001) · [code](https://a.b)',
          },
          { type: 12, items: [{ media: { url: 'attachment://numbers.png' }, description: 'A chart of one bar' }] },
          { type: 13, file: { url: 'attachment://quotes.csv' } },
          {
            type: 1,
            components: [
              { type: 2, style: 1, label: 'Useful', emoji: { name: '👍' }, custom_id: 'v:up' },
              { type: 2, style: 2, label: 'Not useful', custom_id: 'v:down' },
              { type: 2, style: 4, label: 'Remove', custom_id: 'x', disabled: true },
            ],
          },
        ],
      },
      {
        type: 1,
        components: [
          {
            type: 3,
            placeholder: 'Which paper?',
            options: [{ label: 'Weaving Lattices', value: '1', description: 'The first' }],
          },
        ],
      },
      {
        type: 1,
        components: [
          { type: 2, style: 2, label: 'Previous', custom_id: 'p:-1:abc:=[]', disabled: true },
          { type: 2, style: 2, label: 'Next', custom_id: 'p:1:abc:=[]' },
        ],
      },
    ],
    allowed_mentions: { parse: [] },
    files: [{ name: 'quotes.csv', text: 'paper,quote\n' }],
  }
}
