import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { UserError } from '../errors.ts'

const recipeSchema = z.strictObject({
  pooling: z.enum(['mean', 'cls']).default('mean'),
  queryPrefix: z.string().default(''),
  passagePrefix: z.string().default(''),
})
const recipesSchema = z.record(z.string().min(1), recipeSchema)

/** What a model wants done to its texts and its token vectors. */
export type ModelRecipe = z.infer<typeof recipeSchema>

const PLAIN: ModelRecipe = { pooling: 'mean', queryPrefix: '', passagePrefix: '' }

// As the models' own cards say. One row a model; a model that is not here is taken to want mean pooling and no prefix.
const RECIPES: Readonly<Record<string, ModelRecipe>> = {
  // Its first place holds the sum of all tokens: either pooling gives the same vector, this one without adding up.
  shipped: { ...PLAIN, pooling: 'cls' },
  'Xenova/all-MiniLM-L6-v2': PLAIN,
  'Xenova/bge-small-en-v1.5': {
    pooling: 'cls',
    queryPrefix: 'Represent this sentence for searching relevant passages: ',
    passagePrefix: '',
  },
  'Xenova/e5-small-v2': { pooling: 'mean', queryPrefix: 'query: ', passagePrefix: 'passage: ' },
  'Xenova/gte-small': PLAIN,
}

/** The recipe of a model by the name it is set by; the reader's own go before those known here. */
export function recipeOf(model: string, own: Readonly<Record<string, ModelRecipe>> = {}): ModelRecipe {
  return own[model] ?? RECIPES[model] ?? PLAIN
}

/**
 * Recipes of further models from a JSON file `{"<model>": {"pooling": "mean" or "cls", "queryPrefix": "", "passagePrefix":
 * ""}}`; none when there is no such file. Throws UserError naming what is wrong in it.
 */
export function readRecipes(file: string): Record<string, ModelRecipe> {
  if (!existsSync(file)) return {}
  try {
    return recipesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const [issue] = cause instanceof z.ZodError ? cause.issues : []
    const reason = issue ? `${issue.path.join('.')}: ${issue.message}` : (cause as Error).message
    throw new UserError('bad_models_file', `${file} is not a table of models (${reason}): mend it or take it away.`, {
      cause,
    })
  }
}
