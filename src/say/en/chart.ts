/** Numbers of several papers as a picture, and the words that stand for it. Labels of axes begin small. */
export const chart = {
  // axis: one of the labels below, or the printed name of a metric with its unit.
  'chart.title': '{{axis}}, as the papers print it',
  'chart.logarithmic': '{{axis}}, logarithmic',
  // Behind the bar of a number that is the baseline's. printed: the number.
  'chart.baselineBar': '{{printed}} baseline',
  // Factors (2x, 3x).
  'chart.speedUp': 'speed-up, each against its own baseline (x)',
  'chart.saving': 'saving, each against its own baseline (x)',
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
