import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { countText } from '../../parts/number-text.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { type Acted, useCampaignActions, useMayOf } from './use-campaign-actions.ts'

type Props = { campaign: Acted; left: number | undefined }

/** Pause, go on, or stop for good; each says what it means. */
export function RunControls({ campaign, left }: Props) {
  const { pause, resume, cancel } = useCampaignActions()
  const [asking, setAsking] = useState(false)
  const may = useMayOf()(campaign)
  const stop = () => setAsking(true)
  const group = 'On this page'
  const toggle = may.pause
    ? { id: 'pause', label: 'Pause: nothing new leaves', Icon: IconPlayerPause, run: () => pause.mutate(campaign) }
    : { id: 'resume', label: 'Resume where it paused', Icon: IconPlayerPlay, run: () => resume.mutate(campaign) }
  const commands: Command[] = [
    { ...toggle, keys: 'p', group },
    { id: 'cancel', label: 'Cancel the rest', group, Icon: IconPlayerStop, run: stop },
  ]
  useCommands(may.cancel ? commands : [])
  if (!may.cancel) return null
  return (
    <>
      {may.pause ? (
        <Button
          leftSection={<IconPlayerPause size={16} />}
          loading={pause.isPending}
          title="Nothing new leaves; everyone keeps their place."
          onClick={() => pause.mutate(campaign)}
        >
          Pause
        </Button>
      ) : (
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          loading={resume.isPending}
          title="It goes on where it paused; nobody gets it twice."
          onClick={() => resume.mutate(campaign)}
        >
          Resume
        </Button>
      )}
      <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={stop}>
        Cancel
      </Button>
      {asking && (
        <ConfirmDialog
          title="Cancel this campaign?"
          yes="Cancel the rest"
          busy={cancel.isPending}
          run={() => cancel.mutate(campaign, { onSettled: () => setAsking(false) })}
          close={() => setAsking(false)}
        >
          {countText(left ?? 0, 'person has', 'people have')} not got it yet, and never will. What was sent stays sent.
          To stop for a while only, pause it.
        </ConfirmDialog>
      )}
    </>
  )
}
