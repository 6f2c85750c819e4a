import { Button, Code } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { troubleOf } from '../api.ts'
import classes from './error-state.module.css'
import { WhoHasIt } from './who-has-it.tsx'

/** What could not be shown, why, what to do, and the id to report. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { what, help, requestId } = troubleOf(error)
  return (
    <div role="alert" className={classes.error}>
      <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <p className={classes.what}>{what}</p>
        <p className={classes.help}>{help}</p>
        <WhoHasIt error={error} />
        {requestId && (
          <p className={classes.help}>
            Request <Code>{requestId}</Code>
          </p>
        )}
      </div>
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}
