import { type ReactNode, useState } from 'react'
import classes from './chart.module.css'

/** Where somebody points: the place of one of `count` moments. */
export type Pointer = { place: number | undefined; count: number; onPlace: (place: number) => void }

type Props<Moment> = {
  moments: Moment[]
  labelOf: (at: string) => string
  /** What stands there instead when there are no moments. */
  none: string
  /** What is said of the moment that somebody points at; undefined: of all of them. */
  readout: (shown: Moment | undefined) => ReactNode
  children: (pointer: Pointer) => ReactNode
}

/** Plots over the same moments, one below the other: above them what they say, below them when they begin and end. */
export function Chart<Moment extends { at: string }>({ moments, labelOf, none, readout, children }: Props<Moment>) {
  const [place, setPlace] = useState<number>()
  const [first, last] = [moments[0], moments.at(-1)]
  if (!first || !last) return <p className={classes.readout}>{none}</p>
  return (
    <figure className={classes.chart} onPointerLeave={() => setPlace(undefined)}>
      <figcaption className={`${classes.readout} num`}>{readout(moments[place ?? -1])}</figcaption>
      {children({ place, count: moments.length, onPlace: setPlace })}
      <div className={classes.ends}>
        <span>{labelOf(first.at)}</span>
        {last !== first && <span>{labelOf(last.at)}</span>}
      </div>
    </figure>
  )
}

/** What is drawn in which colour. */
export function ChartPart({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.part}>
      <i data-tone={tone} /> {children}
    </span>
  )
}

/** The colours of bars. */
type Tone = 'soft' | 'accent' | 'good' | 'bad'
