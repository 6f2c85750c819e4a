import { numberText } from '../number-text.ts'
import classes from './chart.module.css'
import type { Pointer } from './chart.tsx'
import { PLOT_WIDTH, Plot } from './plot.tsx'

const HEIGHT = 56
const MIDDLE = HEIGHT / 2
const WIDEST_BAR = 40

type Props = { pointer: Pointer; came: number[]; gone: number[]; label?: string }

/** Who came, as bars up, and who left, as bars down, over one scale. */
export function MovesPlot({ pointer, came, gone, label }: Props) {
  const busiest = Math.max(...came, ...gone)
  return (
    <Plot {...{ pointer, height: HEIGHT, label }} scale={[`+${numberText(busiest)}`, `−${numberText(busiest)}`]}>
      <path data-tone="good" d={barsOf(came.map((count) => count / busiest))} />
      <path data-tone="bad" d={barsOf(gone.map((count) => -count / busiest))} />
      <line x1={0} x2={PLOT_WIDTH} y1={MIDDLE} y2={MIDDLE} className={classes.axis} />
    </Plot>
  )
}

/** A bar for each share of the busiest moment, up from the middle or down; what is there at all can be seen. */
export function barsOf(shares: number[]): string {
  const step = PLOT_WIDTH / shares.length
  const width = Math.max(1, Math.min(WIDEST_BAR, Math.round(step * 0.7)))
  return shares
    .map((share, place) => {
      if (!share) return ''
      const height = Math.sign(share) * Math.max(1, Math.round(Math.abs(share) * (MIDDLE - 1)))
      return `M ${Math.round(place * step + (step - width) / 2)} ${MIDDLE} v ${-height} h ${width} v ${height} Z`
    })
    .filter(Boolean)
    .join(' ')
}
