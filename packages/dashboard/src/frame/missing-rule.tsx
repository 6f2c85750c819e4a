import { useLocation } from '@tanstack/react-router'
import { pageWithoutRule } from '../long-rules.ts'
import { Notice } from '../parts/notice.tsx'
import classes from './frame.module.css'

/** Says what an address cannot show that was made in another browser. */
export function MissingRule() {
  const isMissing = useLocation({ select: ({ pathname, search }) => pathname === pageWithoutRule && !search.filters })
  if (!isMissing) return null
  return (
    <div className={classes.missing} role="alert">
      <Notice tone="warn">
        The rule of this link is not here. It is too long for an address, so it stays in the browser in which it was
        written. Ask for a segment or a saved view of it instead.
      </Notice>
    </div>
  )
}
