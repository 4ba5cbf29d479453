// A value is whatever Go reads as a number: prom-client writes Nan.
const SAMPLE =
  /^([a-zA-Z_:][\w:]*)(\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*\})? ([Nn]a[Nn]|[+-]Inf|[+-]?[\d.]+(?:e[+-]?\d+)?)$/
const COMMENT = /^# (?:HELP [\w:]+ .+|TYPE [\w:]+ (?:counter|gauge|histogram|summary|untyped))$/

/** The samples of a scrape by name and labels, as printed. Throws at a line that is not Prometheus' text format. */
export function samplesIn(text: string): Map<string, number> {
  const samples = new Map<string, number>()
  for (const line of text.split('\n').filter(Boolean)) {
    if (COMMENT.test(line)) continue
    const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? []
    if (name === '' || samples.has(name + labels)) throw new Error(`no sample of its own: ${line}`)
    samples.set(name + labels, Number(value.replace('Inf', 'Infinity')))
  }
  return samples
}
