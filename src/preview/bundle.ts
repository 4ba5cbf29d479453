import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The script of the page, with the library in it, made from node_modules in a fraction of a second. */
export async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('browser.mjs', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    loader: { '.css': 'text' },
    logLevel: 'warning',
  })
  return outputFiles[0]?.text ?? ''
}
