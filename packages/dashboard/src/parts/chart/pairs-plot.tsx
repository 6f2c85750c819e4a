import { numberText } from '../number-text.ts'
import type { Pointer } from './chart.tsx'
import { PLOT_WIDTH, Plot } from './plot.tsx'

const HEIGHT = 140
const WIDEST_BAR = 32

type Props = { pointer: Pointer; label: string; soft: number[]; accent: number[] }

/** Two counts of each moment as bars beside each other, over one scale. */
export function PairsPlot({ pointer, label, soft, accent }: Props) {
  const most = Math.max(1, ...soft, ...accent)
  const bars = (counts: number[], half: 0 | 1) =>
    barsOf(
      counts.map((count) => count / most),
      half,
    )
  return (
    <Plot {...{ pointer, label, height: HEIGHT, hasFloor: true }} scale={[numberText(most), '0']}>
      <path data-tone="soft" d={bars(soft, 0)} />
      <path data-tone="accent" d={bars(accent, 1)} />
    </Plot>
  )
}

/** A bar for each share of the busiest moment, the first or second of a pair; what is there at all can be seen. */
function barsOf(shares: number[], half: 0 | 1): string {
  const step = PLOT_WIDTH / shares.length
  const width = Math.min(WIDEST_BAR, step * 0.4)
  return shares
    .map((share, place) => {
      if (share === 0) return ''
      const height = Math.max(2, share * (HEIGHT - 2))
      return `M ${((place + 0.5) * step - width + half * width).toFixed(1)} ${HEIGHT} v ${-height.toFixed(1)} h ${width.toFixed(1)} v ${height.toFixed(1)} Z`
    })
    .join(' ')
}
