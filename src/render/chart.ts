import { access } from 'node:fs/promises'
import { Resvg } from '@resvg/resvg-js'
import { type Mark, parse, type Spec, View } from 'vega'
import type { BarChart } from '../answer/comparable.ts'
import { sayIn } from '../say/say.ts'

const FONT = 'DejaVu Sans'
// A phone shows the picture 330 wide: with these its smallest letters are ten pixels high there.
const WIDTH = 260
const ROW = 36
const TITLE_SIZE = 17
const TEXT_SIZE = 16
const TITLE_LINE = 48
/** Okabe and Ito's colour-blind-safe blue and orange, on white: readable in light and dark Discord alike. */
const OWN = '#0072B2'
const BASELINE = '#E69F00'
const INK = '#1a1a1a'
const GRID = '#d9d9d9'
/** Pixels of the picture for one of the drawing: sharp on a phone. */
const SCALE = 2

/**
 * The chart as a PNG. `fontFile` is the only font used: system fonts would differ from host to host. Throws when it is
 * missing, because without a font the words would silently be left out.
 */
export async function chartPng(chart: BarChart, fontFile: string): Promise<Buffer> {
  await access(fontFile)
  const svg = await new View(parse(specOf(chart)), { renderer: 'none' }).toSVG()
  const font = { loadSystemFonts: false, fontFiles: [fontFile], defaultFontFamily: FONT }
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: SCALE }, background: '#ffffff' }).render().asPng()
}

function specOf({ title, axis, reference, isLog, bars, language = 'en' }: BarChart): Spec {
  const say = sayIn(language)
  const rows = bars.map((bar, at) => ({
    ...bar,
    row: at,
    top: bar.high ?? bar.value,
    shown: bar.isBaseline ? say('chart.baselineBar', { printed: bar.printed }) : bar.printed,
  }))
  const values = rows.flatMap(({ value, top }) => [value, top])
  const most = Math.max(...values, reference ?? 0)
  // A log axis starts a power of ten below the smallest number, so that its bar is seen.
  const floor = isLog
    ? 10 **
      (Math.floor(Math.log10(Math.min(...values, reference ?? Number.POSITIVE_INFINITY))) -
        (reference === undefined ? 1 : 0))
    : 0
  const text = { font: { value: FONT }, fill: { value: INK } }
  return {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    width: WIDTH,
    height: rows.length * ROW,
    padding: 14,
    autosize: { type: 'pad' },
    title: {
      text: lines(title),
      font: FONT,
      fontSize: TITLE_SIZE,
      color: INK,
      anchor: 'start',
      offset: 12,
      frame: 'bounds',
    },
    data: [{ name: 'bars', values: rows }],
    scales: [
      { name: 'rows', type: 'band', domain: bars.map(({ label }) => label), range: 'height', padding: 0.28 },
      // Room to the right for the longest printed number.
      {
        name: 'values',
        type: isLog ? 'log' : 'linear',
        domain: [floor, isLog ? most * 6 : most * 1.45],
        range: 'width',
        nice: false,
      },
    ],
    axes: [
      {
        orient: 'left',
        scale: 'rows',
        labelFont: FONT,
        labelFontSize: TEXT_SIZE,
        labelColor: INK,
        labelLimit: 0,
        ticks: false,
        domainColor: INK,
      },
      {
        orient: 'bottom',
        scale: 'values',
        title: isLog ? say('chart.logarithmic', { axis }) : axis,
        titleFont: FONT,
        titleFontSize: TEXT_SIZE,
        titleFontWeight: 'normal',
        titleColor: INK,
        labelFont: FONT,
        labelFontSize: TEXT_SIZE,
        labelColor: INK,
        grid: true,
        gridColor: GRID,
        tickCount: isLog ? 3 : 4,
        format: '~s',
        // Papers write 70B, not 70G.
        encode: { labels: { update: { text: { signal: "replace(datum.label, 'G', 'B')" } } } },
      },
    ],
    marks: [
      barsFrom({ value: floor }, 'value', 1),
      barsFrom({ field: 'value' }, 'top', 0.45),
      {
        type: 'text',
        from: { data: 'bars' },
        encode: {
          enter: {
            ...text,
            y: { scale: 'rows', field: 'label', band: 0.5 },
            x: { scale: 'values', field: 'top', offset: 6 },
            text: { field: 'shown' },
            baseline: { value: 'middle' },
            fontSize: { value: TEXT_SIZE },
          },
        },
      },
      ...(reference === undefined ? [] : [ruleAt(reference)]),
    ],
  }
}

/** The words in lines of about the same length. */
function lines(words: string): string[] {
  const result = ['']
  for (const word of words.split(' ')) {
    const last = result.at(-1) ?? ''
    if (last !== '' && last.length + word.length >= TITLE_LINE) result.push(word)
    else result[result.length - 1] = `${last} ${word}`.trim()
  }
  return result
}

/** One bar a row, from a place to a field's value; a range's upper part is paler. */
function barsFrom(from: { value: number } | { field: string }, to: string, opacity: number): Mark {
  return {
    type: 'rect',
    from: { data: 'bars' },
    encode: {
      enter: {
        y: { scale: 'rows', field: 'label' },
        height: { scale: 'rows', band: 1 },
        x: { scale: 'values', ...from },
        x2: { scale: 'values', field: to },
        fill: { signal: `datum.isBaseline ? '${BASELINE}' : '${OWN}'` },
        fillOpacity: { value: opacity },
      },
    },
  }
}

/** A dashed line where nothing would have changed. */
function ruleAt(reference: number): Mark {
  return {
    type: 'rule',
    encode: {
      enter: {
        x: { scale: 'values', value: reference },
        y: { value: 0 },
        y2: { field: { group: 'height' } },
        stroke: { value: BASELINE },
        strokeWidth: { value: 2 },
        strokeDash: { value: [5, 4] },
      },
    },
  }
}
