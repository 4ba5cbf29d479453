import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parsePapers } from '../sources/parse-papers.ts'
import { bad, counted, type Finding, good, warning } from './finding.ts'

const WHAT = 'corpus'

/** Whether the papers to start with can be read; `setting` is VERBATIM_CORPUS, and `dataFolder` holds those that ship. */
export function corpusFinding(setting: string | undefined, dataFolder: string): Finding {
  if (setting === 'none') return good(WHAT, 'VERBATIM_CORPUS=none: there are the papers that were added, and no others')
  const file = setting ?? join(dataFolder, 'corpus.jsonl')
  const text = read(file)
  if (text === undefined)
    return bad(WHAT, `${file} cannot be read`, 'set VERBATIM_CORPUS to a file of papers, or to none')
  const { papers, rejected } = parsePapers(text, file)
  const [first] = rejected
  if (!first) return good(WHAT, `${counted(papers.length, 'paper')} in ${file}`)
  const says = `${rejected.length} of ${counted(papers.length + rejected.length, 'paper')} in ${file} cannot be read`
  return warning(WHAT, `${says} (${first.where}: ${first.reason})`, 'mend these, or take them out')
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
