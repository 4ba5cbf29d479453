import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../../src/app.ts'
import { createTransformersEmbedder } from '../../src/search/transformers.ts'
import { parseJsonl } from '../../src/sources/jsonl.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

/** The real app over the shipped corpus and model, in a home of its own that `close` removes. */
export async function openRealApp(): Promise<App> {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const data = join(import.meta.dirname, '../../data')
  const { papers } = parseJsonl(readFileSync(join(data, 'corpus.jsonl'), 'utf8'))
  const embedder = await createTransformersEmbedder({ model: 'shipped', modelsFolder: data, cacheFolder: home })
  const app = await createApp({ corpus: papers, store: openSqliteStore(home), embedder })
  return {
    ...app,
    async close() {
      await app.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
