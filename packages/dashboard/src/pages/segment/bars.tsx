import type { Filter } from '@rollcall/filters'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { numberText } from '../../parts/number-text.ts'
import classes from './segment.module.css'

export type Bar = {
  key: string
  label: ReactNode
  count: number
  isQuiet?: boolean
  isChosen?: boolean
  onChoose?: () => void
  /** The people whom it counts. */
  filters?: Filter | undefined
}

type Props = { label: string; bars: Bar[]; whole: number }

/** Numbers as bars against the whole, each with its exact figure and share. */
export function Bars({ label, bars, whole }: Props) {
  const longest = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map(({ key, label: name, count, isQuiet, isChosen, onChoose, filters }) => {
        const content = (
          <>
            <span className={classes.barName}>{name}</span>
            <span className={classes.barTrack} aria-hidden>
              <span
                className={classes.barFill}
                data-quiet={isQuiet || undefined}
                style={{ width: `${(100 * count) / longest}%` }}
              />
            </span>
            <span className={`${classes.barCount} num`}>{numberText(count)}</span>
            <span className={`${classes.barShare} num`}>{shareText(count, whole)}</span>
          </>
        )
        return (
          <li key={key}>
            {filters ? (
              <Link to="/contacts" search={{ filters }} preload={false} className={classes.barRow}>
                {content}
              </Link>
            ) : onChoose ? (
              <button type="button" className={classes.barRow} aria-pressed={isChosen} onClick={onChoose}>
                {content}
              </button>
            ) : (
              <div className={classes.barRow}>{content}</div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function shareText(count: number, whole: number): string {
  if (whole === 0) return ''
  const percent = (100 * count) / whole
  if (percent > 0 && percent < 0.1) return '< 0.1 %'
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`
}
