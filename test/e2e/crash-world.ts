import { z } from 'zod'

/** What parent and bot must agree on: the home, the servers, and a clock that runs fast. */
export const worldSchema = z.object({
  home: z.string(),
  apiBase: z.string(),
  huggingFaceUrl: z.string(),
  /** Milliseconds of this machine's clock and of the simulated one at the start. */
  realStart: z.number(),
  simulatedStart: z.number(),
  /** Simulated milliseconds in a real one. */
  speed: z.number(),
  /** Which batch of papers to import first. */
  firstBatch: z.number(),
})
export type World = z.infer<typeof worldSchema>

export function simulatedNow({ realStart, simulatedStart, speed }: World): number {
  return Math.round(simulatedStart + (Date.now() - realStart) * speed)
}

/** Papers that are imported at once. */
export const BATCH = 8

/** The papers of a batch, as JSON lines. */
export function importRows(batch: number): string {
  const row = (i: number) => ({
    id: `batch-${batch}-${i}`,
    title: `Import ${i} of batch ${batch}`,
    abstract: `Batch ${batch} holds ${BATCH} papers. This one is number ${i} and reaches ${i}.5% of nothing.`,
    url: `https://example.org/${batch}/${i}`,
  })
  return Array.from({ length: BATCH }, (_, i) => JSON.stringify(row(i))).join('\n')
}
