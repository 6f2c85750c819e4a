import { type ReactNode, useEffect } from 'react'
import { Mark } from '../../frame/mark.tsx'
import classes from './door.module.css'

/** The page in front of the sign-in: a form in the middle. */
export function Door({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Rollcall`
  }, [title])
  return (
    <main className={classes.door}>
      <div className={classes.card}>
        <Mark size={36} />
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.lead}>{lead}</p>
        {children}
      </div>
    </main>
  )
}
