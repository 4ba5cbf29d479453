import { z } from 'zod'
import { UserError } from './errors.ts'

const NEWS = ['huggingface', 'arxiv'] as const
const PORT = 'must be a number from 0 to 65535, or empty'

const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined)

const web = (address: string) =>
  optional
    .transform((value) => value ?? address)
    .pipe(z.url({ protocol: /^https?$/, error: 'must be an http or https address' }))

/** A list with commas between; `none` is an empty one. */
const list = (usual: string) =>
  optional.transform((value) => {
    const words = (value ?? usual).split(/[\s,]+/).filter(Boolean)
    return words.length === 1 && words[0] === 'none' ? [] : words
  })

/** Every setting, as `.env.example` explains them; an empty value counts as unset. */
export const configSchema = z.object({
  DISCORD_TOKEN: optional,
  DISCORD_API_BASE: optional.pipe(
    z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  ),
  VERBATIM_HOME: optional.transform((value) => value ?? '.verbatim'),
  VERBATIM_CORPUS: optional,
  EMBEDDING_MODEL: optional.transform((value) => value ?? 'shipped'),
  EMBEDDING_HUB: optional.pipe(z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional()),
  NEWS_SOURCES: list('huggingface').pipe(z.array(z.enum(NEWS, `must be of ${NEWS.join(', ')}, or none`))),
  ARXIV_CATEGORIES: list('cs.CL').pipe(
    z.array(z.string().regex(/^[a-z-]+(\.[A-Za-z-]+)?$/, 'must be categories such as cs.CL,cs.LG')),
  ),
  HUGGINGFACE_URL: web('https://huggingface.co'),
  ARXIV_API_URL: web('https://export.arxiv.org/api/query'),
  ARXIV_RSS_URL: web('https://rss.arxiv.org/rss'),
  METRICS_PORT: optional.pipe(
    z
      .string()
      .regex(/^\d{1,5}$/, PORT)
      .transform(Number)
      .pipe(z.number().max(65_535, PORT))
      .optional(),
  ),
  METRICS_HOST: optional.transform((value) => value ?? '127.0.0.1'),
  LOG_LEVEL: optional.pipe(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')),
})
export type Config = z.infer<typeof configSchema>

/** Reads the settings out of an environment. Throws UserError naming the first that is wrong, and the mend. */
export function parseConfig(env: unknown): Config {
  const parsed = configSchema.safeParse(env)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new UserError(
    'bad_setting',
    `The setting ${issue?.path.join('.')} is wrong: ${issue?.message}. See .env.example.`,
  )
}
