import type { Kind } from './claim.ts'
import type { Quantity } from './quantity.ts'

// What a counted noun makes of its number: a sample, a count of material, a setting.

const PEOPLE = endsIn(`
  patients, participants, subjects, respondents, volunteers, adults, children, women, men, people, individuals,
  persons, students, users, speakers, annotators, workers, experts, clinicians, physicians, radiologists,
  therapists, drivers, players, teachers, authors, writers, teams, households, populations, cohorts, crowdworkers,
  raters, readers, customers
`)
const DATA = endsIn(`
  sessions, samples, images, videos, words, sentences, documents, articles, papers, chips, GPUs, parameters,
  tokens, examples, pairs, records, charts, trades, questions, conversations, hours, scans, admissions, encounters,
  cases, instances, entries, clips, frames, queries, supercomputers, triples, triplets, annotations, points, nodes,
  edges, simulations, experiments, agents, trajectories, utterances, dialogues, posts, tweets, reviews, recordings,
  reports, segments, objects, scenes, episodes, demonstrations, prompts, problems, pages, files, recipes, genes,
  proteins, molecules, materials, cells, sequences, reads, events, transactions, items, sites, studies, vertices,
  faces, masks, boxes, identities, interactions, responses, labels
`)
export const SETTINGS = endsIn(`
  resolutions, layers, dimensions, epochs, steps, iterations, neurons, heads, units, bits, channels, shots,
  batches, ways, degrees, experts per token, bins, folds, qubits, electrodes, antennas, antennae
`)
const COUNTS = endsIn(`
  languages, models, datasets, benchmarks, tasks, domains, baselines, metrics, categories, classes, methods, LLMs,
  use cases, research questions, key questions, findings, contributions
`)
interface Counted {
  unit: string | null
  value: number
  form: Quantity['form']
}

/** Smallest count of things that is a sample and not a handful of cases. */
const SAMPLE = 10
const LARGE = 300

/** A number's kind by what it counts: people and data make a sample, languages and models a count. */
export function countedKind({ unit, value, form }: Counted): Kind {
  const noun = unit ?? ''
  if (noun && SETTINGS.test(noun)) return 'setting'
  if (PEOPLE.test(noun)) return 'scale'
  if (COUNTS.test(noun) && value < LARGE) return 'count'
  if (DATA.test(noun)) return value >= SAMPLE ? 'scale' : 'count'
  if (form === 'magnitude' || form === 'vague') return 'scale'
  if (form === 'noun' || form === 'word') return value >= LARGE && !COUNTS.test(noun) ? 'scale' : 'count'
  return 'result'
}

/** Matches a unit whose last word, or a compound that ends in it, is one of the words listed with commas. */
function endsIn(words: string): RegExp {
  return new RegExp(
    `(?:${words
      .trim()
      .split(/\s*,\s*/)
      .join('|')})$`,
    'i',
  )
}
