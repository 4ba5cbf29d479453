import { Presets, SingleBar } from 'cli-progress'

/** A progress bar on a terminal for files that download one after the other; silent anywhere else. */
export function downloadBar(stream: NodeJS.WritableStream): (progress: { file: string; percent: number }) => void {
  let bar: SingleBar | undefined
  return ({ file, percent }) => {
    bar ??= new SingleBar(
      { format: '{file} [{bar}] {percentage} %', stream, clearOnComplete: true },
      Presets.shades_classic,
    )
    if (!bar.isActive) bar.start(100, 0, { file })
    bar.update(Math.min(100, Math.round(percent)), { file })
    if (percent >= 100) bar.stop()
  }
}
