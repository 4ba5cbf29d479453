// Writes data/corpus.jsonl, the shipped corpus, from the page dump and its checked links: npm run corpus
import { readFileSync, writeFileSync } from 'node:fs'
import { pageLinksSchema, parsePage } from './page.ts'

const data = (file: string) => new URL(`../../data/${file}`, import.meta.url)
const links = pageLinksSchema.parse(JSON.parse(readFileSync(data('links.json'), 'utf8')))
const { papers } = parsePage(readFileSync(data('papers-page.txt'), 'utf8'), links)
writeFileSync(data('corpus.jsonl'), papers.map((paper) => `${JSON.stringify(paper)}\n`).join(''))
console.log(`data/corpus.jsonl: ${papers.length} papers`)
