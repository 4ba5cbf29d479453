// Ten thousand mutated documents through every reader: MUTATIONS=10000 reads all, seed by seed, so that a failure can be
// run again by its number alone.
import { expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { type Paper, paperSchema } from '../../src/papers/paper.ts'
import { parseArxivRss } from '../../src/sources/arxiv-rss.ts'
import { parsePapers } from '../../src/sources/parse-papers.ts'
import type { Parsed } from '../../src/sources/source.ts'
import { hfRow } from '../fakes/loopback-sources.ts'

const MUTATIONS = Number(process.env.MUTATIONS ?? 1000)
const RECORDS = 4

/** A document of one format, made of records that can be mutated each by itself. */
interface Format {
  name: string
  records: string[]
  join: (records: string[]) => string
  read: (text: string) => Parsed
  /** How many records a reader must account for in a document that it reads; undefined where only it can tell. */
  count: (text: string) => number | undefined
}

const rows = Array.from({ length: RECORDS }, (_, n) => hfRow(n).paper)
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const fromFile = (text: string) => parsePapers(text, 'file')
const jsonLength = (text: string) => {
  try {
    const value: unknown = JSON.parse(text.trim())
    return Array.isArray(value) ? value.length : undefined
  } catch {
    return undefined
  }
}
const occurrences = (tag: string) => (text: string) =>
  /<!\[CDATA\[|<!--|<\?(?!xml )/.test(text) ? undefined : text.match(new RegExp(`<${tag}(?=[\\s/>])`, 'g'))?.length

const FORMATS: Format[] = [
  {
    name: 'Hugging Face JSON',
    records: rows.map((paper) => JSON.stringify({ paper, summary: 'Short.' }, undefined, 2)),
    join: (records) => `[\n${records.join(',\n')}\n]`,
    read: fromFile,
    count: jsonLength,
  },
  {
    name: 'JSON lines',
    records: rows.map(({ id, title, summary }) => JSON.stringify({ id, title, abstract: summary, year: 2026 })),
    join: (records) => records.join('\n'),
    read: fromFile,
    count: (text) =>
      text
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '').length,
  },
  {
    name: 'Atom',
    records: rows.map(
      ({ id, title, summary }) =>
        `<entry><id>http://arxiv.org/abs/${id}v1</id><title>${escaped(title)}</title><summary>${escaped(summary)}</summary><published>2026-01-05T00:00:00Z</published><author><name>A B</name></author></entry>`,
    ),
    join: (records) => `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">${records.join('\n')}</feed>`,
    read: fromFile,
    count: occurrences('entry'),
  },
  {
    name: 'RSS',
    records: rows.map(
      ({ id, title, summary }) =>
        `<item><title>${escaped(title)}</title><description>arXiv:${id}v1 Announce Type: new \nAbstract: ${escaped(summary)}</description><guid>oai:arXiv.org:${id}v1</guid><dc:creator>A B</dc:creator></item>`,
    ),
    join: (records) =>
      `<rss version="2.0"><channel><title>cs.CL updates</title><pubDate>Mon, 05 Jan 2026 00:00:00 -0500</pubDate>${records.join('\n')}</channel></rss>`,
    read: (text) => {
      const { entries, rejected } = parseArxivRss(text)
      return { papers: entries.map(({ paper }) => paper), rejected }
    },
    count: occurrences('item'),
  },
  {
    name: 'BibTeX',
    records: rows.map(
      ({ id, title, summary }, n) =>
        `@article{key${n},\n  title={${title}},\n  author={A B and C D},\n  year={2026},\n  eprint={${id}},\n  abstract={${summary.replaceAll('%', '\\%')}}\n}`,
    ),
    join: (records) => records.join('\n'),
    read: fromFile,
    count: () => undefined,
  },
  {
    name: 'page',
    records: rows.map(({ title, summary }) => `${title}\n\n${summary} ${summary}`),
    join: (records) => `Papers\n\nJan 5\n\n${records.join('\n\n')}\n`,
    read: fromFile,
    count: () => undefined,
  },
]

const HOSTILE = [
  '\u0000',
  '\ud800',
  '\udfff\ud83d',
  '\\ud83d',
  '\\u0000',
  '\u001b[2J',
  '\u202e\u200b',
  '&#0;&#xD800;&#x110000;&bogus;&amp;lt;',
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>&c;',
  ']]><![CDATA[ <entry> ]]>',
  '<__proto__><constructor>1</constructor></__proto__>',
  '<a>'.repeat(3000),
  '<a>'.repeat(300) + '</a>'.repeat(300),
  '['.repeat(5000),
  `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  '{'.repeat(5000),
  '@everyone <@1> [x](https://evil.org) `**__~~||> # -# \\* ||```',
  'javascript:alert(1) https://user:pw@evil.org/ http:// https://...',
  `https://a.b/${')'.repeat(5000)}`,
  '", "id": "other", "title": "other", "x": "',
  '"title": null, "summary": 7, "abstract": [], "id": {}, "year": "many", ',
  '\\begin{x}}{{\\"{\\',
  '@article{x, title=',
  '\r\n\u2028\u0085\f\v',
  '-1e999 NaN \u{1d7d9}\u{1f600} e\u0301\u0327',
] as const
/** Numbers from 0 to 1, the same for the same seed: mulberry32. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Text with one thing wrong with it. */
function mutated(text: string, next: () => number): string {
  const [how, where, what, size] = [next(), next(), next(), next()]
  const at = Math.floor(where * (text.length + 1))
  const hostile = HOSTILE[Math.floor(what * HOSTILE.length)] ?? ''
  const end = at + Math.floor(size * size * (text.length - at))
  const bytes = Buffer.from(text)
  const mutations = [
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(end),
    () => text.slice(0, end) + text.slice(at),
    () => text.slice(0, at) + hostile + text.slice(at),
    () => text.slice(0, at) + hostile + text.slice(end),
    () => text.slice(0, at) + hostile.slice(0, 40).repeat(1 + Math.floor(size ** 4 * 3000)) + text.slice(at),
    () => text.slice(0, at) + 'Ab 1.5% '.repeat(Math.floor(size ** 4 * 40_000)) + text.slice(at),
    () =>
      bytes
        .fill(Math.floor(what * 256), Math.min(at, bytes.length), Math.min(at + 1 + Math.floor(size * 4), bytes.length))
        .toString('utf8'),
    () => Buffer.from(text, 'utf16le').toString('latin1'),
    () => bytes.toString('latin1'),
    () =>
      text.replaceAll(/"[^"]{12,}"/g, (string) =>
        Math.floor(string.length * what * 7) % 3 === 0
          ? (['null', '7', '[]', '{}', 'true', '""'][Math.floor(size * 6)] ?? '')
          : string,
      ),
    () => text.replace(/\n/g, '\r\n'),
    () => `\uFEFF${text}`,
    () => text.toUpperCase(),
  ]
  return mutations[Math.floor(how * mutations.length)]?.() ?? text
}

function wrongWith(paper: Paper): string | undefined {
  if (!paperSchema.strict().safeParse(paper).success) return 'is no paper by the schema'
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(paper.title)) return 'has a blank title'
  const texts = [paper.id, paper.title, paper.abstract, paper.authors ?? '', ...Object.values(paper.links)]
  if (texts.some((text) => /\p{Surrogate}/u.test(text))) return 'has half a character'
  if (texts.some((text) => text.includes('\u0000') || text.includes('\u001b'))) return 'has a control character'
  const links = [paper.url, ...Object.values(paper.links)]
  return links.every((link) => link === '' || /^https?:\/\/[^/@]/.test(link)) ? undefined : 'has a link to nowhere'
}

it('reads the documents whole before they are mutated', () => {
  for (const { name, records, join, read } of FORMATS) {
    const { papers, rejected } = read(join(records))
    expect([name, papers.length, rejected]).toEqual([name, RECORDS, []])
  }
})

/** Reads a document and checks what came of it; undefined where the reader refused the document as a whole. */
function check(format: Format, text: string, untouched: Paper[]): Parsed | undefined {
  let parsed: Parsed
  try {
    parsed = format.read(text)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
  const { papers, rejected } = parsed
  for (const paper of papers) {
    const wrong = wrongWith(paper)
    if (wrong) throw new Error(`a paper ${wrong}: ${JSON.stringify(paper).slice(0, 300)}`)
  }
  for (const { where, reason } of rejected) {
    if (!where.trim() || !reason.trim() || /\p{Surrogate}/u.test(where + reason)) throw new Error(`${where}: ${reason}`)
  }
  const count = format.count(text)
  if (count !== undefined && papers.length + rejected.length !== count) {
    throw new Error(`${count} records, but ${papers.length} papers and ${rejected.length} rejected`)
  }
  const read = new Set(papers.map((paper) => JSON.stringify(paper)))
  const lost = untouched.find((paper) => !read.has(JSON.stringify(paper)))
  if (lost) throw new Error(`a good record beside a broken one is lost: ${lost.id}`)
  return parsed
}

it(`makes no partial paper of ${MUTATIONS} mutated documents, and names every record that it drops`, () => {
  const outcomes = { read: 0, refused: 0, rejected: 0 }
  for (let n = 0; n < MUTATIONS; n++) {
    const next = numbersFrom(n)
    const format = FORMATS[n % FORMATS.length]
    if (!format) continue
    const { name, records, join, read } = format
    // Half of the documents have one record mutated; the others are mutated as a whole, a third of them twice.
    const kind = next()
    const broken = Math.floor(next() * RECORDS)
    const whole = kind < 0.5 ? '' : mutated(join(records), next)
    const text =
      kind < 0.5
        ? join(records.map((record, at) => (at === broken ? mutated(record, next) : record)))
        : kind < 0.85
          ? whole
          : mutated(whole, next)
    const untouched = kind < 0.5 ? read(join(records)).papers.filter((_, at) => at !== broken) : []
    try {
      const parsed = check(format, text, untouched)
      outcomes[parsed ? 'read' : 'refused']++
      outcomes.rejected += parsed?.rejected.length ?? 0
    } catch (cause) {
      throw new Error(`document ${n} (${name}): ${cause}`, { cause })
    }
  }
  expect(outcomes.read).toBeGreaterThan(MUTATIONS / 3)
  expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 20)
  expect(outcomes.rejected).toBeGreaterThan(MUTATIONS / 20)
}, 120_000)
