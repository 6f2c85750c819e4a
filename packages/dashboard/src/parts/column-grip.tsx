import type { KeyboardEvent, PointerEvent } from 'react'
import classes from './data-table.module.css'

const NARROWEST = 60
const WIDEST = 900
const STEP = 16

type Props = { label: string; onWidth: (width: number) => void }

/** The edge of a heading: dragged, or moved by the arrow keys, it makes its column wider or narrower. */
export function ColumnGrip({ label, onWidth }: Props) {
  const widthOf = (grip: Element) => Math.round(grip.closest('th')?.getBoundingClientRect().width ?? 0)
  const set = (width: number) => onWidth(Math.min(WIDEST, Math.max(NARROWEST, Math.round(width))))
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    const { currentTarget: grip, clientX: from, pointerId } = event
    const before = widthOf(grip)
    event.preventDefault()
    grip.setPointerCapture(pointerId)
    const move = ({ clientX }: { clientX: number }) => set(before + clientX - from)
    grip.addEventListener('pointermove', move)
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), { once: true })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (step === undefined) return
    event.preventDefault()
    set(widthOf(event.currentTarget) + step)
  }
  return (
    <button
      type="button"
      className={classes.grip}
      aria-label={`Width of ${label}: left and right arrow`}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  )
}
