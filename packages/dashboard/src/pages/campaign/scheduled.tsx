import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { type Campaign, client, queryClient } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { countText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { timeText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import classes from './composer.module.css'
import { momentText } from './wall-time.ts'
import { scheduleText } from './when.ts'

type Props = { campaign: Campaign; done: () => void }

/** When a scheduled campaign goes, and the one press that takes it back. */
export function Scheduled({ campaign, done }: Props) {
  const { id, schedule, scheduledAt, frozen } = campaign
  const takeBack = useChange(() => client.campaigns.cancel(id), {
    changes: ['campaigns'],
    done: (draft) => {
      queryClient.setQueryData(['campaigns', 'one', id], draft)
      done()
    },
  })
  if (!schedule || !scheduledAt) return null
  return (
    <Panel title="Scheduled">
      <p className={classes.moment}>{scheduleText(schedule)}</p>
      <p className={classes.quiet}>
        The first of it leaves <Ago time={scheduledAt} />, {momentText(new Date(scheduledAt))} for you. What you change
        until then is what is sent.
      </p>
      <p className={classes.quiet}>
        {frozen
          ? `Its people are chosen already: ${countText(frozen.people, 'person', 'people')}, frozen ${timeText(frozen.at)}. Change whom it goes to, and they are chosen anew.`
          : 'Its people are chosen when it leaves.'}
      </p>
      <Button
        mt="sm"
        variant="default"
        leftSection={<IconArrowBackUp size={16} />}
        loading={takeBack.isPending}
        onClick={() => takeBack.mutate()}
      >
        Take it back
      </Button>
    </Panel>
  )
}
