import { useState } from 'react'
import { numberText } from '../../parts/number-text.ts'
import type { Point } from './growth-points.ts'
import classes from './history.module.css'

const WIDTH = 600
const HEIGHT = 120
const BARS = 56
const MIDDLE = BARS / 2
const WIDEST_BAR = 40

type Props = { points: Point[]; labelOf: (at: string) => string }

/** How large a segment was, as a line of steps, over who came and who left, as bars up and down. */
export function GrowthChart({ points, labelOf }: Props) {
  const [place, setPlace] = useState<number>()
  const sizes = points.map(({ size }) => size)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const busiest = Math.max(...points.flatMap(({ entered, left }) => [entered, left]))
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return <p className={classes.readout}>Nothing is recorded of this time.</p>
  const summary = `From ${numberText(first.size)} on ${labelOf(first.at)} to ${numberText(last.size)} on ${labelOf(last.at)}, between ${numberText(least)} and ${numberText(most)}`
  const shown = points[place ?? -1]
  return (
    <figure className={classes.chart} onPointerLeave={() => setPlace(undefined)}>
      <figcaption className={`${classes.readout} num`}>
        {shown ? pointText(shown, labelOf) : rangeText(points)}
      </figcaption>
      <div className={classes.scale} aria-hidden="true">
        <span>{numberText(most)}</span>
        {least !== most && <span>{numberText(least)}</span>}
      </div>
      <svg
        className={classes.sizes}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        <Hovered place={place} count={points.length} height={HEIGHT} />
        <path className={classes.area} d={`${pathOf(sizes)} V ${HEIGHT} H 0 Z`} />
        <path className={classes.line} d={pathOf(sizes)} />
        <Targets count={points.length} height={HEIGHT} onPlace={setPlace} />
      </svg>
      <div className={classes.scale} aria-hidden="true">
        <span>+{numberText(busiest)}</span>
        <span>−{numberText(busiest)}</span>
      </div>
      <svg className={classes.moves} viewBox={`0 0 ${WIDTH} ${BARS}`} preserveAspectRatio="none" aria-hidden="true">
        <Hovered place={place} count={points.length} height={BARS} />
        <path className={classes.came} d={barsOf(points.map(({ entered }) => entered / busiest))} />
        <path className={classes.gone} d={barsOf(points.map(({ left }) => -left / busiest))} />
        <line x1={0} x2={WIDTH} y1={MIDDLE} y2={MIDDLE} className={classes.axis} />
        <Targets count={points.length} height={BARS} onPlace={setPlace} />
      </svg>
      <div className={classes.ends}>
        <span>{labelOf(first.at)}</span>
        {last !== first && <span>{labelOf(last.at)}</span>}
      </div>
    </figure>
  )
}

type AtProps = { place: number | undefined; count: number; height: number }

function Hovered({ place, count, height }: AtProps) {
  if (place === undefined) return null
  return <rect className={classes.hovered} x={(place * WIDTH) / count} width={WIDTH / count} height={height} />
}

type TargetProps = { count: number; height: number; onPlace: (place: number) => void }

// The table below says the same to whoever has no pointer.
function Targets({ count, height, onPlace }: TargetProps) {
  return (
    <rect
      width={WIDTH}
      height={height}
      fill="transparent"
      onPointerMove={({ currentTarget, clientX }) => {
        const { left, width } = currentTarget.getBoundingClientRect()
        onPlace(Math.min(count - 1, Math.max(0, Math.floor((count * (clientX - left)) / width))))
      }}
    />
  )
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
  const step = WIDTH / sizes.length
  const height = (size: number) =>
    most === least ? HEIGHT / 2 : Math.round((HEIGHT - 4) * (1 - (size - least) / (most - least)) + 2)
  const steps = sizes.map((size, place) => `V ${height(size)} H ${Math.round((place + 1) * step)}`)
  return `M 0 ${height(sizes[0] ?? 0)} ${steps.join(' ')}`
}

/** A bar for each share of the busiest step, up from the middle or down; what is there at all can be seen. */
export function barsOf(shares: number[]): string {
  const step = WIDTH / shares.length
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
