import classes from './gauge.module.css'
import { shareText } from './share-text.ts'

/** Shares from which something is a worry, and from which it is trouble. */
export type Limits = { warn: number; stop: number }

/** Where a share stands between fine, a worry and trouble: each a third of the bar. */
export function Gauge({ share, limits: { warn, stop } }: { share: number; limits: Limits }) {
  const tone = share < warn ? 'good' : share < stop ? 'warn' : 'bad'
  const words = {
    good: `fine: under ${shareText(warn)}`,
    warn: `watch it: ${shareText(warn)} or more`,
    bad: `too much: ${shareText(stop)} or more`,
  }[tone]
  return (
    <>
      <span className={classes.gauge} aria-hidden>
        <span />
        <span />
        <span />
        <i style={{ left: `${100 * placeOf(share, { warn, stop })}%` }} />
      </span>
      <span className={classes.zone} data-tone={tone}>
        {words}
      </span>
    </>
  )
}

function placeOf(share: number, { warn, stop }: Limits): number {
  if (share < warn) return share / warn / 3
  if (share < stop) return (1 + (share - warn) / (stop - warn)) / 3
  return Math.min(1, (2 + (share - stop) / stop) / 3)
}
