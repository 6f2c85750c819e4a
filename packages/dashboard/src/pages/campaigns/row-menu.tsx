import { Menu } from '@mantine/core'
import { useState } from 'react'
import { MoreMenu } from '../../parts/more-menu.tsx'
import { countText } from '../../parts/number-text.ts'
import { ConfirmDialog } from '../campaign/confirm-dialog.tsx'
import { leftOf } from '../campaign/state-words.ts'
import { useCampaignActions, useMayOf } from '../campaign/use-campaign-actions.ts'
import type { CampaignRow } from './next-of.ts'

/** What can be done with a campaign of the list. */
export function RowMenu({ campaign }: { campaign: CampaignRow }) {
  const { pause, resume, cancel, archive, duplicate } = useCampaignActions()
  const [asking, setAsking] = useState(false)
  const may = useMayOf()(campaign)
  if (!may.duplicate) return null
  return (
    <>
      <MoreMenu label={`More about ${campaign.name}`}>
        {may.pause && <Menu.Item onClick={() => pause.mutate(campaign)}>Pause</Menu.Item>}
        {may.resume && <Menu.Item onClick={() => resume.mutate(campaign)}>Resume</Menu.Item>}
        {may.takeBack && <Menu.Item onClick={() => cancel.mutate(campaign)}>Take it back</Menu.Item>}
        {may.cancel && <Menu.Item onClick={() => setAsking(true)}>Cancel the rest</Menu.Item>}
        <Menu.Item onClick={() => duplicate.mutate(campaign)}>Duplicate</Menu.Item>
        {(may.archive || may.unarchive) && (
          <Menu.Item onClick={() => archive.mutate(campaign)}>
            {may.unarchive ? 'Take out of the archive' : 'Archive'}
          </Menu.Item>
        )}
      </MoreMenu>
      {asking && (
        <ConfirmDialog
          title={`Cancel “${campaign.name}”?`}
          yes="Cancel the rest"
          busy={cancel.isPending}
          run={() => cancel.mutate(campaign, { onSettled: () => setAsking(false) })}
          close={() => setAsking(false)}
        >
          {countText(leftOf(campaign.results), 'person has', 'people have')} not got it yet, and never will. What was
          sent stays sent.
        </ConfirmDialog>
      )}
    </>
  )
}
