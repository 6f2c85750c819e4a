import { Button } from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { IconArrowBackUp, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { type Campaign, client, queryClient } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { Page } from '../../parts/page.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import classes from './composer.module.css'
import { sayingOf } from './saying-of.ts'

const LONGEST_MS = 15_000
const TICK_MS = 200

/** Whether a campaign was sent just now and can still be called back; both times are the server's. */
export function isLeaving({ status, scheduledAt, updatedAt }: Campaign): boolean {
  return status === 'scheduled' && Date.parse(scheduledAt ?? '') - Date.parse(updatedAt) <= LONGEST_MS
}

/** The seconds before a campaign leaves, in which one press takes it back. The server counts them, whatever this page does. */
export function Leaving({ campaign }: { campaign: Campaign }) {
  const { id, name, scheduledAt } = campaign
  const seconds = useSecondsUntil(scheduledAt ?? '')
  const undo = useChange(() => client.campaigns.cancel(id), {
    changes: ['campaigns'],
    done: (draft) => queryClient.setQueryData(['campaigns', 'one', id], draft),
  })
  const run = () => undo.mutate()
  const maySend = useMay()('campaigns:send')
  const group = 'On this page'
  useCommands(maySend ? [{ id: 'take-back', label: 'Take it back', keys: 'z', group, Icon: IconArrowBackUp, run }] : [])
  return (
    <Page title={name} lead={`“${sayingOf(campaign)}”`} above={<BackLink to="/campaigns">Campaigns</BackLink>}>
      <section className={classes.leaving} aria-label="On its way">
        <IconSend size={22} aria-hidden />
        <h2 className={`${classes.leavingTitle} num`} role="timer">
          {seconds > 0 ? `It leaves in ${seconds} s` : 'It is leaving…'}
        </h2>
        <p className={classes.quiet}>Nothing has been sent yet. You may close this page; the server counts.</p>
        {maySend && (
          <Button
            size="md"
            variant="default"
            autoFocus
            leftSection={<IconArrowBackUp size={17} />}
            loading={undo.isPending}
            onClick={run}
          >
            Undo, do not send
          </Button>
        )}
      </section>
    </Page>
  )
}

// This computer's clock may be wrong: what it shows stays within what can be meant.
function useSecondsUntil(time: string): number {
  const [now, setNow] = useState(Date.now)
  useInterval(() => setNow(Date.now()), TICK_MS, { autoInvoke: true })
  return Math.min(10, Math.max(0, Math.ceil((Date.parse(time) - now) / 1_000)))
}
