import { CloseButton } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './chosen-bar.module.css'

type Props = {
  /** What they are, such as "tags". */
  things: string
  /** How many, in words. */
  count: string
  /** What the way out says, such as "Select no tag". */
  clearWords: string
  clear: () => void
  children: ReactNode
}

/** What can be done with the rows that are ticked, at the foot of the window. */
export function ChosenBar({ things, count, clearWords, clear, children }: Props) {
  return (
    <div className={classes.bar} role="toolbar" aria-label={`With the selected ${things}`}>
      <strong className="num" aria-live="polite">
        {count} selected
      </strong>
      {children}
      <CloseButton aria-label={clearWords} onClick={clear} />
    </div>
  )
}
