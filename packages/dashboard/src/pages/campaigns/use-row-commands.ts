import { IconArchive, IconCopy, IconPlayerPause } from '@tabler/icons-react'
import { useCommands } from '../../commands/use-commands.ts'
import { mayOf, useCampaignActions } from '../campaign/use-campaign-actions.ts'
import type { CampaignRow } from './next-of.ts'

/** Letters that act on the campaign whose row has the keyboard. */
export function useRowCommands(campaigns: CampaignRow[]) {
  const { pause, resume, archive, duplicate } = useCampaignActions()
  const onRow = (act: (row: CampaignRow) => void) => () => {
    const id = document.activeElement?.closest('tr')?.dataset.campaign
    const row = campaigns.find((campaign) => campaign.id === id)
    if (row) act(row)
  }
  const shared = { group: 'On this page', isByKeyOnly: true } as const
  useCommands([
    {
      ...{ ...shared, id: 'row-pause', label: 'Pause or resume the campaign', keys: 'p', Icon: IconPlayerPause },
      run: onRow((row) => {
        if (mayOf(row).pause) pause.mutate(row)
        else if (mayOf(row).resume) resume.mutate(row)
      }),
    },
    {
      ...{ ...shared, id: 'row-duplicate', label: 'Duplicate the campaign', keys: 'd', Icon: IconCopy },
      run: onRow((row) => duplicate.mutate(row)),
    },
    {
      ...{ ...shared, id: 'row-archive', label: 'Archive the campaign, or take it back', keys: 'e', Icon: IconArchive },
      run: onRow((row) => {
        const may = mayOf(row)
        if (may.archive || may.unarchive) archive.mutate(row)
      }),
    },
  ])
}
