import { isSpelled } from './numerals.ts'

interface NameRow {
  why: string
  /** What must end the text before the numeral, if anything. */
  before?: RegExp
  /** What must begin the text behind it, if anything. */
  after?: RegExp
  numeral?: RegExp
  /** Only where no unit follows. */
  unitless?: true
  /** A sentence whose number is part of a name, and one whose number, alike, is a claim. */
  example: string
  counterExample: string
}

/** One row a way in which digits belong to a name, a label or a formula and report nothing. */
export const NAMES: readonly NameRow[] = [
  {
    why: 'hyphenated or glued to a word',
    before: /(?:[\p{L}\d_)\]}][-–−.:]|[\p{L}_)\]}]\/|[\^@#’'_&]|\^\{|_\{|\[)$/u,
    example: 'We use CIFAR-10 here.',
    counterExample: 'It takes about 10 s here.',
  },
  {
    why: 'index, power or label that goes on',
    after: /^(?:[_@⁰¹²³⁴-⁹]|\^(?!\{?\\circ)|\\dots|\{\d|\.\d)/u,
    example: 'The residue 8{255} is lost.',
    counterExample: 'It takes 8 seconds.',
  },
  { why: 'ordinal', after: /^(?:st|nd|rd|th)\b/, example: 'The 3rd of them.', counterExample: 'It takes 3 s here.' },
  {
    why: 'decade',
    numeral: /^(?:1[5-9]|20)\d0$/,
    after: /^['’]?s\b/,
    example: 'Since the 1990s it grew.',
    counterExample: 'It takes 1900 s here.',
  },
  { why: 'number of dimensions', after: /^-?[dD]\b/, example: 'A 3D model.', counterExample: 'It takes 3 days.' },
  {
    why: 'letters glued on',
    after: /^-?[A-Z]{1,2}[\da-z-]/,
    unitless: true,
    example: 'The 4Kids task.',
    counterExample: 'It needs 4 GB here.',
  },
  {
    why: 'code of letters and digits',
    after: /^[-/][A-Z]+-?\d/,
    example: 'The 2-F4 code.',
    counterExample: 'It takes 2-4 s.',
  },
  { why: 'label with a value', before: /[A-Z]-\d+=$/, example: 'Set A-1=3 here.', counterExample: 'The mean is 3 s.' },
  {
    why: 'enumerator',
    numeral: /^\d{1,2}$/,
    before: /(?:^|[\s([])$/,
    after: /^[)\]]/,
    example: 'It (1) reads.',
    counterExample: 'The best (12 ms) wins.',
  },
  {
    why: 'named part',
    before:
      /(?:Fig\.|Table|Figure|Section|Sec\.|Eq\.|Phase|Part|Type|Grade|Appendix|Chapter|[Ll]evels?|[Vv]ersions?|v\.?|layer|step|stage|top|Top|No\.|LoD\)?)[\s~]$/,
    unitless: true,
    example: 'See Section 2 of it.',
    counterExample: 'It takes 2 steps.',
  },
  {
    why: 'named loss',
    after: /^-1\)? (?:\w+ )?loss/,
    numeral: /^0$/,
    example: 'The 0-1 loss.',
    counterExample: 'It takes 1 s here.',
  },
  {
    why: 'bound of a formula',
    before: /(?:\\[a-z]+|(?<![\p{L}\d])[a-zA-Z](?:_\{?\w+\}?)?)\s?(?:[<>≤≥]|\\[lg]eq?|\\in)\s?$/u,
    numeral: /^\d{1,2}$/,
    unitless: true,
    example: 'For any k > 1 it holds.',
    counterExample: 'It reaches PSNR > 40 dB.',
  },
  {
    why: 'compound word',
    numeral: /^\p{L}/u,
    before: /[\p{L}\d][-–/]$/u,
    example: 'A zero-one loss.',
    counterExample: 'We test nine languages.',
  },
]

/** Names of metrics that may stand right before a score. */
export const METRIC_NAME =
  /(?:^|[\s(])(?:HR|OR|RR|CI|RMSE|MAE|MSE|AUC|AUROC|F1|FID|[gr]FID|PSNR|SSIM|BLEU|ROUGE|IoU|mIoU|mAP|AP|NDCG|WER|CER|EER|ACC|IQR|SD)\s$/
const SIZED_NAME = /(?:\p{L}*\p{Lu}[\p{L}\d.]*\p{L}[\p{L}\d.-]*|\p{Lu}[\p{L}]*(?:-[\d.]+)?)[ ~]$/u

/** Whether a numeral is part of a name ("Llama 2", "CIFAR-10"), an enumerator, an index or a formula. */
export function isPartOfName(before: string, after: string, numeral: string, hasUnit: boolean): boolean {
  const named = NAMES.some(
    (row) =>
      !(row.unitless && hasUnit) &&
      (row.numeral?.test(numeral) ?? !isSpelled(numeral)) &&
      (row.before?.test(before) ?? true) &&
      (row.after?.test(after) ?? true) &&
      !isException(row, before, numeral),
  )
  if (named) return true
  // "Big Five", "the Two One-Sided Tests": a capital amid a sentence makes a name.
  if (isSpelled(numeral))
    return /[A-Z]/.test(numeral.slice(1)) || (/^[A-Z]/.test(numeral) && /[\p{L}\d,] $/u.test(before))
  // "Llama 2", "Mamba 2.8B": beside a name, unless the name is a metric's or starts the sentence.
  const isSize = /[KMB]$/.test(numeral)
  return (
    (isSize || !hasUnit) &&
    SIZED_NAME.test(before) &&
    !METRIC_NAME.test(before) &&
    !/(?:^|[.!?:]\s)\p{Lu}\p{Ll}+ $/u.test(before)
  )
}

function isException({ why }: NameRow, before: string, numeral: string): boolean {
  if (why === 'hyphenated or glued to a word') return /(?:CI|interval)\W{0,4}$/.test(before)
  // "accuracy (12)" is a score; "word (1)" counts on.
  if (why === 'enumerator') return /[=<>]\s?$/.test(before) || (/\w\s\($/.test(before) && !/^\d$/.test(numeral))
  return false
}

/** Whether a short quoted phrase ("10 dollars per kilo") holds the number. */
export function isExample(before: string, after: string): boolean {
  return /(?:^|[\s(])["“](?! )[^"“”]{0,30}$/.test(before) && /^[^"“”.]{1,40}["”]/.test(after)
}
