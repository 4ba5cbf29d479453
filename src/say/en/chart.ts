/** Numbers of several papers as a picture, and the words that stand for it. Labels of axes begin small. */
export const chart = {
  // axis: one of the labels below, or the printed name of a metric with its unit.
  'chart.title': '{{axis}}, as the papers print it',
  'chart.logarithmic': '{{axis}}, logarithmic',
  // Behind the bar of a number that is the baseline's. printed: the number.
  'chart.baselineBar': '{{printed}} baseline',
  // Factors (2x) and shares (30 %) of speed and of savings. unit: x or %.
  'chart.speed': 'speed-up, each against its own baseline ({{unit}})',
  'chart.latency': 'latency reduction, each against its own baseline ({{unit}})',
  'chart.throughput': 'throughput gain, each against its own baseline ({{unit}})',
  'chart.training': 'speed-up of training, each against its own baseline ({{unit}})',
  'chart.prefilling': 'speed-up of prefilling, each against its own baseline ({{unit}})',
  'chart.attention': 'speed-up of attention, each against its own baseline ({{unit}})',
  'chart.memory': 'memory saved, each against its own baseline ({{unit}})',
  'chart.tokens': 'tokens saved, each against its own baseline ({{unit}})',
  'chart.compute': 'compute saved, each against its own baseline ({{unit}})',
  'chart.sizeCut': 'reduction in size, each against its own baseline ({{unit}})',
  'chart.data': 'data saved, each against its own baseline ({{unit}})',
  // metric: its printed name. unit: % or pp.
  'chart.gain': '{{metric}}, gain over its own baseline ({{unit}})',
  'chart.loss': '{{metric}}, loss against its own baseline ({{unit}})',
  'chart.difference': '{{metric}}, difference from its own baseline ({{unit}})',
  'chart.factor': 'factor, each against its own baseline (x)',
  // metric: its printed name.
  'chart.metricFactor': '{{metric}}, each against its own baseline (x)',
  'chart.time': 'time ({{unit}})',
  'chart.size': 'size ({{unit}})',
  // The alt text: one of the first two, the third if there are baselines, and a list of numbers.
  'chart.alt': 'Bar chart of {{axis}}.',
  'chart.altLogarithmic': 'Bar chart of {{axis}} on a logarithmic axis.',
  'chart.baselinesMarked': 'Baselines are marked.',
  // paper: its short name.
  'chart.altBaseline': '{{paper}} {{printed}} (baseline)',
} as const
