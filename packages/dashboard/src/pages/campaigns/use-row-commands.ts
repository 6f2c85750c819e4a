import { IconArchive, IconCopy, IconPlayerPause } from '@tabler/icons-react'
import { useCommands } from '../../commands/use-commands.ts'
import { useCampaignActions, useMayOf } from '../campaign/use-campaign-actions.ts'
import type { CampaignRow } from './next-of.ts'

/** Letters that act on the campaign whose row has the keyboard. */
export function useRowCommands(campaigns: CampaignRow[]) {
  const { pause, resume, archive, duplicate } = useCampaignActions()
  const mayOf = useMayOf()
  const onRow = (act: (row: CampaignRow) => unknown) => () => {
    const id = document.activeElement?.closest('tr')?.dataset.campaign
    const row = campaigns.find((campaign) => campaign.id === id)
    if (row) act(row)
  }
  const shared = { group: 'On this page', isByKeyOnly: true } as const
  useCommands([
    {
      ...{ ...shared, id: 'row-pause', label: 'Pause or resume the campaign', keys: 'p', Icon: IconPlayerPause },
      run: onRow((row) => {
        const may = mayOf(row)
        if (may.pause) pause.mutate(row)
        else if (may.resume) resume.mutate(row)
      }),
    },
    {
      ...{ ...shared, id: 'row-duplicate', label: 'Duplicate the campaign', keys: 'd', Icon: IconCopy },
      run: onRow((row) => mayOf(row).duplicate && duplicate.mutate(row)),
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
