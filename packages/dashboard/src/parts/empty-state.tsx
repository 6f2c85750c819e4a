import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

type Props = { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode }

/** Nothing here yet: what belongs here, and its first step. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{children}</p>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
