import type { Reply } from '@rollcall/sdk'
import { numberText } from '../../parts/number-text.ts'
import classes from './history.module.css'

type Points = Reply<'segments.history'>['data']

const WIDTH = 600
const HEIGHT = 120

/** How large a segment was: a line that steps where people came or left. */
export function SizeChart({ points, labelOf }: { points: Points; labelOf: (at: string) => string }) {
  const sizes = points.map(({ size }) => size)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const [first, last] = [points[0], points[points.length - 1]]
  if (!first || !last) return null
  const summary = `From ${numberText(first.size)} on ${labelOf(first.at)} to ${numberText(last.size)} on ${labelOf(last.at)}, between ${numberText(least)} and ${numberText(most)}`
  return (
    <figure className={classes.chart}>
      <div className={classes.scale} aria-hidden="true">
        <span>{numberText(most)}</span>
        {least !== most && <span>{numberText(least)}</span>}
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={summary}>
        <path className={classes.area} d={`${pathOf(sizes)} V ${HEIGHT} H 0 Z`} />
        <path className={classes.line} d={pathOf(sizes)} />
      </svg>
      <figcaption className={classes.ends}>
        <span>{labelOf(first.at)}</span>
        {last !== first && <span>{labelOf(last.at)}</span>}
      </figcaption>
    </figure>
  )
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
