import { Button } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useState } from 'react'
import { type Campaign, client, queryClient } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import classes from './versions.module.css'

type Versions = Reply<'campaigns.versions'>
type Letter = Versions['versions'][number]['version']

/** The version that everyone gets who waits, chosen by hand; asked once more, because nothing takes it back. */
export function ChooseWinner({ campaign, versions }: { campaign: Campaign; versions: Versions }) {
  const maySend = useMay()('campaigns:send')
  const [asked, setAsked] = useState<Letter>()
  const choose = useChange((version: Letter) => client.campaigns.chooseWinner(campaign.id, { version }), {
    changes: ['campaigns'],
    done: (after) => queryClient.setQueryData(['campaigns', 'one', after.id], after),
  })
  if (!maySend) return null
  const rest = countText(versions.waiting, 'person who waits', 'people who wait')
  return (
    <div className={classes.choose}>
      <span>{versions.test?.decide?.by === 'hand' ? 'Choose the winner:' : 'Or choose now:'}</span>
      {versions.versions.map(({ version }) => (
        <Button key={version} variant="default" size="xs" onClick={() => setAsked(version)}>
          Send {version} to the rest
        </Button>
      ))}
      {asked && (
        <ConfirmDialog
          title={`Send version ${asked} to the rest?`}
          yes={`Send version ${asked}`}
          no="Not yet"
          busy={choose.isPending}
          run={() => choose.mutate(asked, { onSettled: () => setAsked(undefined) })}
          close={() => setAsked(undefined)}
        >
          It goes to the {rest}, and the test is over. This cannot be taken back; the campaign can still be paused.
        </ConfirmDialog>
      )}
    </div>
  )
}
