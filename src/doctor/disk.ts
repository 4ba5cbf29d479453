import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { bad, type Finding, good, warning } from './finding.ts'

const WHAT = 'disk'
const MB = 1024 ** 2
const GB = 1024 ** 3
// A database of ten thousand papers, its index and a backup are about this much.
const ENOUGH = GB
// Less than one backup, or the log of one import.
const TOO_LITTLE = 100 * MB

/** Free bytes on the disk of a folder that exists, as far as this user may have them. */
async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Whether the home can be written to, and how much room it has and takes. Leaves the disk as it was. */
export async function diskFindings(home: string, freeBytes = freeBytesOf): Promise<Finding[]> {
  const there = nearest(resolve(home))
  const trouble = whyUnwritable(there)
  const rights = `give the user of the bot the right to write there, or set VERBATIM_HOME to another folder`
  if (trouble) return [bad(WHAT, `VERBATIM_HOME=${home} cannot be written (${trouble})`, rights)]
  const free = await freeBytes(there)
  const size = existsSync(home) ? `${home} takes ${shown(sizeOf(home))}` : `${home} is made at the first start`
  const says = `${size}; ${shown(free)} are free`
  if (free < TOO_LITTLE) return [bad(WHAT, says, 'make room: without it nothing new is kept')]
  if (free < ENOUGH) return [warning(WHAT, says, 'make room soon: backups and imports take as much again as is there')]
  return [good(WHAT, says)]
}

/** The folder itself, or the one in which it would be made. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

function whyUnwritable(folder: string): string | undefined {
  if (!statSync(folder).isDirectory()) return `${folder} is no folder`
  try {
    const made = mkdtempSync(join(folder, '.doctor-'))
    try {
      writeFileSync(join(made, 'file'), 'can be written')
    } finally {
      rmSync(made, { recursive: true, force: true })
    }
    return undefined
  } catch (cause) {
    return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  }
}

function sizeOf(folder: string): number {
  const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    // The bot may be at work, and take a file away in between.
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0,
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

function shown(bytes: number): string {
  return bytes < GB ? `${Math.ceil(bytes / MB)} MB` : `${(bytes / GB).toFixed(1)} GB`
}
