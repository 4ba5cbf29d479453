import { Resvg } from '@resvg/resvg-js'
import { parse, type Spec, View } from 'vega'

/** Answers of one kind of questions, and the log-odds above which the bot gives them. */
export interface Curve {
  name: string
  answers: { odds: number; isRight: boolean }[]
  threshold: number
}
interface Point {
  name: string
  coverage: number
  risk: number
}

// Okabe and Ito's colour-blind-safe blue and orange.
const COLOURS = ['#0072B2', '#E69F00']
const FONT = 'DejaVu Sans'
const INK = '#1a1a1a'

/** Share of the questions answered against the share of wrong ones among the answers, one line a curve, as a PNG. */
export async function riskCoveragePng(curves: readonly Curve[], fontFile: string): Promise<Buffer> {
  const points = curves.flatMap(pointsOf)
  const chosen = curves.map((curve) => at(curve, curve.answers.filter(({ odds }) => odds > curve.threshold).length))
  const svg = await new View(parse(specOf(points, chosen)), { renderer: 'none' }).toSVG()
  const font = { loadSystemFonts: false, fontFiles: [fontFile], defaultFontFamily: FONT }
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: 2 }, background: '#ffffff' }).render().asPng()
}

// With fewer answers than this a share is noise.
const FEWEST = 10

function pointsOf(curve: Curve): Point[] {
  return curve.answers.slice(FEWEST).map((_, i) => at(curve, i + FEWEST + 1))
}

/** Coverage and risk when the `given` surest answers are given. */
function at({ name, answers }: Curve, given: number): Point {
  const surest = answers.toSorted((a, b) => b.odds - a.odds).slice(0, given)
  return {
    name,
    coverage: given / answers.length,
    risk: surest.filter(({ isRight }) => !isRight).length / Math.max(1, given),
  }
}

function specOf(points: readonly Point[], chosen: readonly Point[]): Spec {
  const axis = {
    labelFont: FONT,
    titleFont: FONT,
    labelColor: INK,
    titleColor: INK,
    format: '.0%',
    grid: true,
  } as const
  const place = { x: { scale: 'x', field: 'coverage' }, y: { scale: 'y', field: 'risk' } }
  return {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    width: 560,
    height: 320,
    padding: 14,
    data: [
      { name: 'points', values: [...points] },
      { name: 'chosen', values: [...chosen] },
    ],
    scales: [
      { name: 'x', type: 'linear', domain: [0, 1], range: 'width' },
      { name: 'y', type: 'linear', domain: { data: 'points', field: 'risk' }, range: 'height', zero: true, nice: true },
      { name: 'colour', type: 'ordinal', domain: { data: 'points', field: 'name' }, range: COLOURS },
    ],
    axes: [
      { orient: 'bottom', scale: 'x', title: 'coverage: questions answered, the surest first', ...axis },
      { orient: 'left', scale: 'y', title: 'risk: wrong first sentences among the answers', ...axis },
    ],
    legends: [
      { stroke: 'colour', labelFont: FONT, labelColor: INK, labelLimit: 400, orient: 'top', direction: 'vertical' },
    ],
    marks: [
      {
        type: 'group',
        from: { facet: { name: 'line', data: 'points', groupby: 'name' } },
        marks: [
          {
            type: 'line',
            from: { data: 'line' },
            encode: { enter: { ...place, stroke: { scale: 'colour', field: 'name' }, strokeWidth: { value: 2 } } },
          },
        ],
      },
      {
        type: 'symbol',
        from: { data: 'chosen' },
        encode: { enter: { ...place, fill: { scale: 'colour', field: 'name' }, size: { value: 120 } } },
      },
    ],
  }
}
