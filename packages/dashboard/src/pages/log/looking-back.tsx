import { Button, Progress } from '@mantine/core'
import { timeText } from '../../parts/time-text.ts'
import classes from './log.module.css'

type Props = {
  looked: { backTo: string; oldest: string }
  since: string
  hasFound: boolean
  isTired: boolean
  goOn: () => void
}

/** How far back messages were looked for, by time, and what can be done when that takes long. */
export function LookingBack({ looked: { backTo, oldest }, since, hasFound, isTired, goOn }: Props) {
  const whole = Date.parse(since) - Date.parse(oldest)
  const share = whole > 0 ? (Date.parse(since) - Date.parse(backTo)) / whole : 1
  return (
    <div className={classes.looking}>
      <p className={classes.quiet} role={isTired ? 'status' : undefined}>
        {isTired ? `Nothing ${hasFound ? 'more ' : ''}like that was found so far.` : 'Looking through older messages…'}{' '}
        Looked back to {timeText(backTo)}; the oldest is from {timeText(oldest)}.
        {isTired && ' Look on, or choose above on which days it was sent.'}
      </p>
      <Progress value={100 * Math.min(1, Math.max(0, share))} aria-label="How far back was looked, by time" />
      {isTired && (
        <Button variant="default" size="xs" onClick={goOn}>
          Look further back
        </Button>
      )}
    </div>
  )
}
