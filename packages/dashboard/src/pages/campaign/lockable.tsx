import type { ReactNode } from 'react'
import classes from './composer.module.css'

/** Cards that whoever may not change them can read. */
export function Lockable({ isLocked, children }: { isLocked: boolean; children: ReactNode }) {
  return (
    <fieldset disabled={isLocked} className={classes.lockable}>
      {children}
    </fieldset>
  )
}
