// Brings a database to the present layout and two slow steps beyond, in order to be killed at it.
import { writeSync } from 'node:fs'
import Database from 'libsql'
import { migrate } from '../../src/store/migrations.ts'
import { SLOW_STEPS } from './slow-steps.ts'

const [, , file = ''] = process.argv
writeSync(1, 'opening\n')
const db = new Database(file, { timeout: 5000 })
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
migrate(db, SLOW_STEPS)
writeSync(1, 'migrated\n')
