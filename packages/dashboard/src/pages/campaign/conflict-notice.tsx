import { Button, Group } from '@mantine/core'
import { Notice } from '../../parts/notice.tsx'
import { timeText } from '../../parts/time-text.ts'
import type { useComposer } from './use-composer.ts'

type Props = NonNullable<ReturnType<typeof useComposer>['conflict']>

/** Two people wrote at once: whose words stay is asked, never guessed. */
export function ConflictNotice({ by, theirs, takeTheirs, keepMine }: Props) {
  return (
    <section role="alert" aria-label="Changed meanwhile">
      <Notice tone="warn">
        {by} changed this campaign meanwhile ({timeText(theirs.updatedAt)}). What you wrote since is not saved yet.
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" variant="default" onClick={takeTheirs}>
            Load theirs
          </Button>
          <Button size="compact-sm" variant="default" onClick={keepMine}>
            Keep mine
          </Button>
        </Group>
      </Notice>
    </section>
  )
}
