import type { ReactNode } from 'react'
import classes from './chart.module.css'
import type { Pointer } from './chart.tsx'

/** How wide a plot is in its own units, whatever the screen makes of it. */
export const PLOT_WIDTH = 600

type Props = {
  pointer: Pointer
  height: number
  /** What its top and its bottom stand for. */
  scale: [top: string, bottom: string | undefined]
  /** What it shows, for whoever does not see it; without it, it is hidden from them. */
  label?: string
  hasFloor?: true
  children: ReactNode
}

/** Something drawn over the moments of a chart, with its scale to the left. */
export function Plot({ pointer: { place, count, onPlace }, height, scale: [top, bottom], label, ...props }: Props) {
  return (
    <>
      <div className={classes.scale} aria-hidden="true">
        <span>{top}</span>
        {bottom !== undefined && <span>{bottom}</span>}
      </div>
      <svg
        className={classes.plot}
        style={{ height }}
        data-floor={props.hasFloor}
        viewBox={`0 0 ${PLOT_WIDTH} ${height}`}
        preserveAspectRatio="none"
        role={label === undefined ? 'presentation' : 'img'}
        aria-label={label}
        aria-hidden={label === undefined}
      >
        {place !== undefined && (
          <rect
            className={classes.hovered}
            x={(place * PLOT_WIDTH) / count}
            width={PLOT_WIDTH / count}
            height={height}
          />
        )}
        {props.children}
        {/* The table below says the same to whoever has no pointer. */}
        <rect
          width={PLOT_WIDTH}
          height={height}
          fill="transparent"
          onPointerMove={({ currentTarget, clientX }) => {
            const { left, width } = currentTarget.getBoundingClientRect()
            onPlace(Math.min(count - 1, Math.max(0, Math.floor((count * (clientX - left)) / width))))
          }}
        />
      </svg>
    </>
  )
}
