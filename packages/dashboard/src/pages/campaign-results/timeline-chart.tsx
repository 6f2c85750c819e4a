import { useState } from 'react'
import { numberText } from '../../parts/number-text.ts'
import type { Moment } from './moments.ts'
import classes from './timeline.module.css'

const WIDTH = 600
const HEIGHT = 140

type Props = { moments: Moment[]; labelOf: (at: string) => string }

/** Opens and clicks as bars beside each other, over one scale. */
export function TimelineChart({ moments, labelOf }: Props) {
  const [place, setPlace] = useState<number>()
  const [first, last] = [moments[0], moments.at(-1)]
  const most = Math.max(1, ...moments.flatMap(({ opened, clicked }) => [opened, clicked]))
  if (!first || !last) return <p className={classes.readout}>Nothing has happened yet.</p>
  const shown = moments[place ?? -1]
  const [opened, clicked] = [sum(moments, 'opened'), sum(moments, 'clicked')]
  const summary = `${numberText(opened)} opens and ${numberText(clicked)} clicks from ${labelOf(first.at)} to ${labelOf(last.at)}`
  return (
    <figure className={classes.chart} onPointerLeave={() => setPlace(undefined)}>
      <figcaption className={`${classes.readout} num`}>
        {shown ? (
          `${labelOf(shown.at)}: ${numberText(shown.sent)} sent, ${numberText(shown.opened)} opens, ${numberText(shown.clicked)} clicks`
        ) : (
          <>
            <i className={classes.opens} /> Opens {numberText(opened)} <i className={classes.clicks} /> Clicks{' '}
            {numberText(clicked)}
          </>
        )}
      </figcaption>
      <div className={classes.scale} aria-hidden="true">
        <span>{numberText(most)}</span>
        <span>0</span>
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={summary}>
        {place !== undefined && (
          <rect
            className={classes.hovered}
            x={(place * WIDTH) / moments.length}
            width={WIDTH / moments.length}
            height={HEIGHT}
          />
        )}
        <path
          className={classes.openBars}
          d={barsOf(
            moments.map((moment) => moment.opened / most),
            0,
          )}
        />
        <path
          className={classes.clickBars}
          d={barsOf(
            moments.map((moment) => moment.clicked / most),
            1,
          )}
        />
        <rect
          width={WIDTH}
          height={HEIGHT}
          fill="transparent"
          onPointerMove={({ currentTarget, clientX }) => {
            const { left, width } = currentTarget.getBoundingClientRect()
            const at = Math.floor((moments.length * (clientX - left)) / width)
            setPlace(Math.min(moments.length - 1, Math.max(0, at)))
          }}
        />
      </svg>
      <div className={classes.ends}>
        <span>{labelOf(first.at)}</span>
        {last !== first && <span>{labelOf(last.at)}</span>}
      </div>
    </figure>
  )
}

function sum(moments: Moment[], what: 'opened' | 'clicked'): number {
  return moments.reduce((total, moment) => total + moment[what], 0)
}

const WIDEST_BAR = 32

/** A bar for each share of the busiest moment, the first or second of a pair; what is there at all can be seen. */
function barsOf(shares: number[], half: 0 | 1): string {
  const step = WIDTH / shares.length
  const width = Math.min(WIDEST_BAR, step * 0.4)
  return shares
    .map((share, place) => {
      if (share === 0) return ''
      const height = Math.max(2, share * (HEIGHT - 2))
      return `M ${((place + 0.5) * step - width + half * width).toFixed(1)} ${HEIGHT} v ${-height.toFixed(1)} h ${width.toFixed(1)} v ${height.toFixed(1)} Z`
    })
    .join(' ')
}
