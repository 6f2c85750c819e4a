import type { ReactNode } from 'react'
import classes from './panel.module.css'

type Props = { title?: ReactNode; aside?: ReactNode; children: ReactNode; flush?: boolean; label?: string }

/** A bordered part of a page, with a quiet heading. `flush` lets a table reach the border. */
export function Panel({ title, aside, children, flush, label }: Props) {
  return (
    <section className={classes.panel} aria-label={label ?? (typeof title === 'string' ? title : undefined)}>
      {title && (
        <div className={classes.head}>
          <h2 className={classes.title}>{title}</h2>
          {aside && <div className={classes.aside}>{aside}</div>}
        </div>
      )}
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  )
}
