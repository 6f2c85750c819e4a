import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

/** One thing worth knowing here; `warn` when it may not be meant that way. */
export function Notice({ tone = 'info', children }: { tone?: 'info' | 'warn'; children: ReactNode }) {
  const Icon = tone === 'warn' ? IconAlertTriangle : IconInfoCircle
  return (
    <div className={classes.notice} data-tone={tone}>
      <Icon size={16} aria-hidden className={classes.icon} />
      <div className={classes.words}>{children}</div>
    </div>
  )
}
