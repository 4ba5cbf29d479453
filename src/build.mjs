// Bundles the program into dist/, so that it starts in half the time that compiling at every start takes. Runs at
// install (the prepare script) and at a start that finds the sources newer than the bundle.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bundle = join(root, 'dist/main.mjs')

/** Builds dist/ if it is missing or older than any source, the weights of the networks among them. */
export async function buildIfStale() {
  const sources = ['src', 'commands', 'data/answers', 'data/search'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  )
  const newest = Math.max(...[...sources, join(root, 'package.json')].map((file) => statSync(file).mtimeMs))
  if (existsSync(bundle) && statSync(bundle).mtimeMs >= newest) return
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts', 'src/search/embed-process.ts'],
    entryNames: '[name]',
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildIfStale()
