import { Chart } from '../../parts/chart/chart.tsx'
import { MovesPlot } from '../../parts/chart/moves-plot.tsx'
import { PLOT_WIDTH, Plot } from '../../parts/chart/plot.tsx'
import { numberText } from '../../parts/number-text.ts'
import type { Point } from './growth-points.ts'
import classes from './history.module.css'

const HEIGHT = 120

type Props = { points: Point[]; labelOf: (at: string) => string }

/** How large a segment was, as a line of steps, over who came and who left, as bars up and down. */
export function GrowthChart({ points, labelOf }: Props) {
  const sizes = points.map(({ size }) => size)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  return (
    <Chart
      moments={points}
      labelOf={labelOf}
      none="Nothing is recorded of this time."
      readout={(shown) => (shown ? pointText(shown, labelOf) : rangeText(points))}
    >
      {(pointer) => (
        <>
          <Plot
            {...{ pointer, height: HEIGHT, hasFloor: true, label: summaryOf(points, labelOf) }}
            scale={[numberText(most), least === most ? undefined : numberText(least)]}
          >
            <path className={classes.area} d={`${pathOf(sizes)} V ${HEIGHT} H 0 Z`} />
            <path className={classes.line} d={pathOf(sizes)} />
          </Plot>
          <MovesPlot
            pointer={pointer}
            came={points.map(({ entered }) => entered)}
            gone={points.map(({ left }) => left)}
          />
        </>
      )}
    </Chart>
  )
}

function summaryOf(points: Point[], labelOf: Props['labelOf']): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ''
  const sizes = points.map(({ size }) => size)
  const on = ({ size, at }: Point) => `${numberText(size)} on ${labelOf(at)}`
  return `From ${on(first)} to ${on(last)}, between ${numberText(Math.min(...sizes))} and ${numberText(Math.max(...sizes))}`
}

function pointText({ at, size, entered, left }: Point, labelOf: Props['labelOf']): string {
  return `${labelOf(at)}: ${numberText(size)} members, ${numberText(entered)} came, ${numberText(left)} left`
}

function rangeText(points: Point[]): string {
  const sum = (of: (point: Point) => number) => numberText(points.reduce((total, point) => total + of(point), 0))
  return `${sum(({ entered }) => entered)} came and ${sum(({ left }) => left)} left in this time.`
}

/** Each point reaches to the next one; what never changed is a line in the middle. */
export function pathOf(sizes: number[]): string {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const step = PLOT_WIDTH / sizes.length
  const height = (size: number) =>
    most === least ? HEIGHT / 2 : Math.round((HEIGHT - 4) * (1 - (size - least) / (most - least)) + 2)
  const steps = sizes.map((size, place) => `V ${height(size)} H ${Math.round((place + 1) * step)}`)
  return `M 0 ${height(sizes[0] ?? 0)} ${steps.join(' ')}`
}
