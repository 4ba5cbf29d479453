/** What a model wants done to its texts and its token vectors. */
export interface ModelRecipe {
  pooling: 'mean' | 'cls'
  queryPrefix: string
  passagePrefix: string
}

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

/** The recipe of a model by the name it is set by. */
export function recipeOf(model: string): ModelRecipe {
  return RECIPES[model] ?? PLAIN
}
