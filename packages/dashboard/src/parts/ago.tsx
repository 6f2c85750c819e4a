import { agoText, timeText } from './time-text.ts'

/** A time as a distance from now, with the exact one on hover. */
export function Ago({ time, none = '—' }: { time: string | null; none?: string }) {
  if (!time) return <span>{none}</span>
  return (
    <time dateTime={time} title={timeText(time)}>
      {agoText(time, new Date())}
    </time>
  )
}
