import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { Panel } from '../../parts/panel.tsx'
import classes from './settings.module.css'

/** One thing of a list, opened above it: where the keyboard goes, and in sight however long the list is. */
export function OpenPanel({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const panel = place.current
    panel?.focus({ preventScroll: true })
    if (panel && panel.getBoundingClientRect().top < 0) panel.scrollIntoView({ block: 'start' })
  }, [])
  const aside = (
    <Button variant="default" size="xs" onClick={close}>
      Close
    </Button>
  )
  return (
    <div ref={place} tabIndex={-1} className={classes.opened}>
      <Panel title={title} aside={aside}>
        <div className={classes.stack}>{children}</div>
      </Panel>
    </div>
  )
}
