import { countText, numberText } from '../../parts/number-text.ts'
import classes from './segments.module.css'

const WIDTH = 96
const HEIGHT = 22
const EDGE = 3

/** How a size moved from day to day, as a line whose end is now. */
export function Sparkline({ sizes }: { sizes: number[] }) {
  const [first, last] = [sizes[0], sizes.at(-1)]
  if (sizes.length < 2 || first === undefined || last === undefined) return <span className={classes.none}>—</span>
  const points = pointsOf(sizes)
  const end = points.at(-1) ?? [0, 0]
  const said = `From ${numberText(first)} to ${numberText(last)} in ${countText(sizes.length, 'day')}`
  return (
    <svg className={classes.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img">
      <title>{said}</title>
      <polyline points={points.map((point) => point.join()).join(' ')} />
      <circle cx={end[0]} cy={end[1]} r={2} />
    </svg>
  )
}

/** Where each size stands; what never changed is a line in the middle. */
export function pointsOf(sizes: number[]): [x: number, y: number][] {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const step = (WIDTH - 2 * EDGE) / (sizes.length - 1)
  const height = (size: number) => (most === least ? 0.5 : 1 - (size - least) / (most - least))
  return sizes.map((size, day) => [round(EDGE + day * step), round(EDGE + height(size) * (HEIGHT - 2 * EDGE))])
}

function round(value: number): number {
  return Math.round(10 * value) / 10
}
