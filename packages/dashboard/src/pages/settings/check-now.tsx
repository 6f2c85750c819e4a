import { Button } from '@mantine/core'
import { Ago } from '../../parts/ago.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'

type Props = {
  words: string
  /** What is known of it, as a sentence. */
  state: string
  checkedAt: string | null
  check: () => Promise<unknown>
  changes: string[]
}

/** Looks DNS records up now; when that was done last. */
export function CheckNow({ words, state, checkedAt, check, changes }: Props) {
  const run = useChange(check, { changes })
  const mayWrite = useMay()('project:write')
  return (
    <div className={classes.actions}>
      {mayWrite && (
        <Button variant="default" loading={run.isPending} onClick={() => run.mutate()}>
          {words}
        </Button>
      )}
      <span className={classes.quiet}>
        {state} Last checked <Ago time={checkedAt} none="never" />.
      </span>
    </div>
  )
}
