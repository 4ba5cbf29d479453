import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

// Who may import whom. A room may always import itself, and the plain types at the top (errors, say).
const MAY_IMPORT: Record<string, string[]> = {
  papers: ['claims', 'sqlite'],
  claims: ['papers'],
  sources: ['papers'],
  store: ['papers', 'answer', 'daily', 'team', 'sqlite'],
  search: ['papers', 'sqlite', 'data'],
  answer: ['papers', 'claims', 'search', 'data'],
  export: ['papers', 'answer'],
  daily: ['papers', 'claims', 'search', 'answer', 'render', 'sources', 'team'],
  render: ['papers', 'claims', 'answer'],
  discord: ['render', 'daily', 'app', 'command', 'answer', 'boundary', 'parse-options', 'stage', 'operation'],
  doctor: ['config', 'store', 'discord', 'search', 'sources'],
  team: ['papers', 'search', 'answer'],
  operation: ['app', 'config', 'store'],
  commands: ['papers', 'claims', 'search', 'answer', 'export', 'daily', 'sources', 'render', 'app', 'command', 'team'],
  preview: [
    'papers',
    'answer',
    'daily',
    'sources',
    'render',
    'app',
    'command',
    'boundary',
    'parse-options',
    'say',
    'stage',
  ],
}
// Packages that only the named files may import.
const ONLY_IMPORTERS: Record<string, RegExp> = {
  minisearch: /^src\/search\/minisearch-index\.ts$/,
  '@xenova/transformers': /^src\/search\/(transformers|embed-process)\.ts$/,
  'discord.js': /^src\/discord\//,
  libsql: /^src\/(store\/|sqlite\.ts$|search\/index-file\.ts$)/,
  undici: /^src\/(search\/download|sources\/polite-http)\.ts$/,
  croner: /^src\/daily\/(schedule|ticker)\.ts$/,
  'p-queue': /^src\/(daily\/ticker|discord\/turns|sources\/polite-http)\.ts$/,
  'fast-xml-parser': /^src\/sources\/xml\.ts$/,
  papaparse: /^src\/export\/csv\.ts$/,
  '@citation-js/name': /^src\/export\/citation\.ts$/,
  '@citation-js/core': /^src\/export\/citation\.ts$/,
  i18next: /^src\/say\/say\.ts$/,
  'prom-client': /^src\/operation\/metrics\.ts$/,
  commander: /^src\/cli\.ts$/,
  vega: /^src\/render\/chart\.ts$/,
  '@resvg/resvg-js': /^src\/render\/chart\.ts$/,
  'puppeteer-core': /^src\/preview\/screenshots\.ts$/,
  sharp: /^src\/preview\/screenshots\.ts$/,
  esbuild: /^src\/preview\/bundle\.ts$/,
}
// What puts the parts together: these alone may import anything and read the environment.
const ROOTS = ['src/main.ts', 'src/preview/preview.ts']

const files = ['src', 'commands'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name)),
)
const imports = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, target = '']) => ({ file, target }))
})
const room = (file: string) => {
  const [top = '', second = ''] = file.split('/')
  return top === 'commands' || top === 'data' ? top : second.replace(/\.ts$/, '')
}

it('sees the code', () => {
  expect(files.length).toBeGreaterThan(25)
  expect(imports.length).toBeGreaterThan(80)
})

it('lets each room import only what the table says', () => {
  const wrong = imports.filter(({ file, target }) => {
    if (!target.startsWith('.') || ROOTS.includes(file)) return false
    const from = room(file)
    const to = room(relative(root, resolve(root, dirname(file), target)))
    const allowed = MAY_IMPORT[from]
    return allowed !== undefined && to !== from && to !== 'errors' && to !== 'say' && !allowed.includes(to)
  })
  expect(wrong).toEqual([])
})

it('keeps each wrapped package behind its one importer', () => {
  const wrong = imports.filter(({ file, target }) => {
    const only = ONLY_IMPORTERS[target]
    return only !== undefined && !only.test(file)
  })
  expect(wrong).toEqual([])
})

it('has no cycle among files', () => {
  const graph = new Map<string, string[]>()
  for (const { file, target } of imports) {
    if (!target.startsWith('.')) continue
    graph.set(file, [...(graph.get(file) ?? []), relative(root, resolve(root, dirname(file), target))])
  }
  const done = new Set<string>()
  const cycles: string[][] = []
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file])
    else if (!done.has(file)) for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  expect(cycles.filter((cycle) => !cycle.every((file) => /command\.ts|app\.ts/.test(file)))).toEqual([])
})

it('reads the environment only in the composition roots', () => {
  const readers = files.filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'))
  expect(readers.filter((file) => !ROOTS.includes(file))).toEqual([])
})
