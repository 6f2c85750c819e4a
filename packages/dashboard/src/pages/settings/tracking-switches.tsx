import { Stack, Switch } from '@mantine/core'
import { client, type Project } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'

type Tracking = Project['tracking']

/** Whether campaigns notice opens and clicks; each holds at once and can be taken back. */
export function TrackingSwitches({ tracking }: { tracking: Tracking }) {
  const mayWrite = useMay()('project:write')
  const change = useChange((next: Partial<Tracking>) => client.project.update({ tracking: next }), {
    changes: ['project', 'audit'],
    guesses: (next) => [
      { key: ['project'], edit: (now: Project) => ({ ...now, tracking: { ...now.tracking, ...next } }) },
    ],
    undo: () => ({ words: 'Saved.', run: () => client.project.update({ tracking }) }),
  })
  return (
    <Stack gap="md">
      <p className={classes.quiet} style={{ margin: 0 }}>
        A campaign can notice less than this, never more. People who object are left out in any case.
      </p>
      <Switch
        label="Notice who opens a message"
        description="By a picture that cannot be seen. Opens by machines are told apart."
        disabled={!mayWrite}
        checked={tracking.opens}
        onChange={({ currentTarget }) => change.mutate({ opens: currentTarget.checked })}
      />
      <Switch
        label="Notice who clicks a link"
        description="Links lead through Rollcall. Without it, “clicked” in segments and tests of versions knows nothing new."
        disabled={!mayWrite}
        checked={tracking.clicks}
        onChange={({ currentTarget }) => change.mutate({ clicks: currentTarget.checked })}
      />
    </Stack>
  )
}
