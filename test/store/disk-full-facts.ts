import { z } from 'zod'

/** What a bot on a full disk did and holds. */
export const factsSchema = z.object({
  putPapers: z.string(),
  putSchedule: z.string(),
  atomically: z.string(),
  importText: z.string(),
  /** What was said at the start. */
  told: z.array(z.string()),
  papers: z.array(z.string()),
  schedules: z.number(),
  /** A setting that is written in one step with papers. */
  half: z.string(),
  kept: z.string(),
  library: z.array(z.string()),
  /** By a search for what is in none of the first papers. */
  found: z.array(z.string()),
  asked: z.string(),
  background: z.array(z.string()),
  backup: z.string(),
})
export type Facts = z.infer<typeof factsSchema>
