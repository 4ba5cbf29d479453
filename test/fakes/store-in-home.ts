import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { Store } from '../../src/store/store.ts'

/** An empty database in a home of its own, which goes when the test ends. */
export function storeInHome(): Store {
  const home = mkdtempSync(join(tmpdir(), 'verbatim-'))
  const store = openSqliteStore(home)
  onTestFinished(() => {
    store.close()
    rmSync(home, { recursive: true, force: true })
  })
  return store
}
