import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import type { Provider } from './providers.ts'
import classes from './settings.module.css'

/** Whether an account works, found out without sending anything. */
export function TryProvider({ provider: { id } }: { provider: Provider }) {
  const attempt = useMutation({ mutationFn: () => client.providers.test(id) })
  return (
    <div>
      <div className={classes.actions}>
        <Button variant="default" loading={attempt.isPending} onClick={() => attempt.mutate()}>
          Test the connection
        </Button>
        <span className={classes.quiet}>With what is saved. Nothing is sent.</span>
      </div>
      <div role="status" className={attempt.data && classes.tried}>
        {attempt.data && (
          <>
            <StatusMark
              status={attempt.data.isWorking ? 'completed' : 'failed'}
              word={attempt.data.isWorking ? 'It works' : 'It does not work'}
            />
            <span>{attempt.data.detail}</span>
          </>
        )}
      </div>
      {attempt.error && <ErrorState error={attempt.error} />}
    </div>
  )
}
