import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  IconClock,
  IconHelpCircle,
  IconLoader,
  IconPlayerPause,
} from '@tabler/icons-react'
import classes from './status-mark.module.css'

const GOOD = { tone: 'good', Icon: IconCircleCheck } as const
const QUIET = { tone: 'quiet', Icon: IconCircleDashed } as const
const BAD = { tone: 'bad', Icon: IconCircleX } as const
const BUSY = { tone: 'accent', Icon: IconLoader } as const
const WAITING = { tone: 'quiet', Icon: IconClock } as const

const LOOKS: Record<string, { tone: string; Icon: typeof IconClock }> = {
  subscribed: GOOD,
  unsubscribed: { tone: 'quiet', Icon: IconCircleMinus },
  'non-subscribed': QUIET,
  bounced: BAD,
  suppressed: BAD,
  draft: QUIET,
  pending: WAITING,
  queued: WAITING,
  leased: WAITING,
  deferred: WAITING,
  processing: BUSY,
  sending: BUSY,
  paused: { tone: 'warn', Icon: IconPlayerPause },
  sent: GOOD,
  completed: GOOD,
  opted_in: GOOD,
  opted_out: { tone: 'quiet', Icon: IconCircleMinus },
  skipped: { tone: 'quiet', Icon: IconCircleMinus },
  cancelled: { tone: 'quiet', Icon: IconCircleMinus },
  failed: BAD,
  uncertain: { tone: 'warn', Icon: IconHelpCircle },
}

/** A state as an icon with its word, so that colour is never alone. */
export function StatusMark({ status, word }: { status: string; word?: string }) {
  const { tone, Icon } = LOOKS[status] ?? QUIET
  const shown = word ?? status.replaceAll('_', ' ')
  return (
    <span className={classes.mark} data-tone={tone}>
      <Icon size={15} stroke={1.8} aria-hidden />
      {shown.charAt(0).toUpperCase() + shown.slice(1)}
    </span>
  )
}
