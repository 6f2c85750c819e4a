import { IconCircleCheck, IconCircleDot, IconCircleOff, IconCircleX } from '@tabler/icons-react'
import classes from './opportunities.module.css'
import type { Opportunity } from './use-opportunities.ts'

const LOOKS = {
  open: { tone: undefined, Icon: IconCircleDot, word: 'Open' },
  won: { tone: 'good', Icon: IconCircleCheck, word: 'Won' },
  lost: { tone: 'bad', Icon: IconCircleX, word: 'Lost' },
  abandoned: { tone: 'quiet', Icon: IconCircleOff, word: 'Abandoned' },
} as const

/** How a status looks on a card. */
export function lookOf(status: Opportunity['status']) {
  return LOOKS[status]
}

/** The status of an opportunity, by icon and word. */
export function OpportunityMark({ status }: { status: Opportunity['status'] }) {
  const { tone, Icon, word } = LOOKS[status]
  return (
    <span className={classes.mark} data-tone={tone}>
      <Icon size={13} aria-hidden /> {word}
    </span>
  )
}
