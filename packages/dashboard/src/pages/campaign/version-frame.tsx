import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './composer.module.css'

type Props = {
  letter: string
  onRemove: () => void
  children: ReactNode
  /** What else can be done with it, before it is removed. */
  foot?: ReactNode
}

/** One version beside A, and the way to have one fewer. */
export function VersionFrame({ letter, onRemove, children, foot }: Props) {
  return (
    <fieldset className={classes.version}>
      <legend>Version {letter}</legend>
      {children}
      <div className={classes.versionFoot}>
        {foot}
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          aria-label={`Remove version ${letter}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </div>
    </fieldset>
  )
}
