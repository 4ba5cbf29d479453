import { STEPS } from '../../src/store/migrations.ts'

// Some milliseconds each, as many as the real ones take.
const ROWS = 1500

const slow = (table: string) =>
  `CREATE TABLE ${table} (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
   WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ${ROWS})
   INSERT INTO ${table} SELECT n, hex(zeroblob(100)) FROM counted;
   UPDATE papers SET json = json_set(json, '$.${table}', 1)`

/** The real steps and two that touch every paper: more moments to be killed at. */
export const SLOW_STEPS = [...STEPS, slow('one'), slow('two')]

/** What a database of a layout must hold of the slow steps: rows of each, and papers that each has touched. */
export const slowRows = (layout: number, table: 'one' | 'two') =>
  layout >= STEPS.length + (table === 'one' ? 1 : 2) ? ROWS : 0
