import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Panel } from '../../parts/panel.tsx'
import classes from './settings.module.css'

/** One thing of a list, opened above it. */
export function OpenPanel({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  const aside = (
    <Button variant="default" size="xs" onClick={close}>
      Close
    </Button>
  )
  return (
    <Panel title={title} aside={aside}>
      <div className={classes.stack}>{children}</div>
    </Panel>
  )
}
