import type { ReactNode } from 'react'
import { countText } from '../../parts/number-text.ts'
import type { TagGroup } from './group-tags.ts'
import classes from './tags.module.css'

/** Tags that begin alike under what they begin with, which can be folded away; others as they are. */
export function TagGroupPart({ group: { prefix, tags }, children }: { group: TagGroup; children: ReactNode }) {
  if (prefix === '') return children
  return (
    <details open className={classes.group}>
      <summary>
        {prefix} <span className={classes.quiet}>{countText(tags.length, 'tag')}</span>
      </summary>
      {children}
    </details>
  )
}
