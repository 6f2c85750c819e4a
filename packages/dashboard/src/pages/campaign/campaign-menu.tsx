import { Menu } from '@mantine/core'
import { IconArchive, IconChartBar, IconCopy, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { MoreMenu } from '../../parts/more-menu.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { type Acted, useCampaignActions, useMayOf } from './use-campaign-actions.ts'

/** What else can be done with a campaign, on its own page. */
export function CampaignMenu({ campaign }: { campaign: Acted }) {
  const { archive, duplicate, remove } = useCampaignActions()
  const [asking, setAsking] = useState(false)
  const may = useMayOf()(campaign)
  const copy = () => duplicate.mutate(campaign)
  const put = () => archive.mutate(campaign)
  const archiveWords = may.unarchive ? 'Take out of the archive' : 'Archive'
  const canArchive = may.archive || may.unarchive
  const group = 'On this page'
  const commands: (Command | false)[] = [
    may.duplicate && { id: 'duplicate', label: 'Duplicate this campaign', keys: 'd', group, Icon: IconCopy, run: copy },
    canArchive && {
      ...{ id: 'archive', label: `${archiveWords} (this campaign)`, keys: 'e', Icon: IconArchive, run: put },
      group,
    },
  ]
  useCommands(commands.filter((command) => command !== false))
  if (!may.duplicate && !may.compare) return null
  return (
    <>
      <MoreMenu label="More about this campaign" size={34} variant="default">
        {may.duplicate && (
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={copy}>
            Duplicate
          </Menu.Item>
        )}
        {may.compare && (
          <Menu.Item
            leftSection={<IconChartBar size={15} />}
            renderRoot={(props) => <Link to="/campaigns/compare" search={{ ids: [campaign.id] }} {...props} />}
          >
            Compare with others
          </Menu.Item>
        )}
        {canArchive && (
          <Menu.Item leftSection={<IconArchive size={15} />} onClick={put}>
            {archiveWords}
          </Menu.Item>
        )}
        {may.remove && (
          <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => setAsking(true)}>
            Delete
          </Menu.Item>
        )}
      </MoreMenu>
      {asking && (
        <ConfirmDialog
          title={`Delete “${campaign.name}”?`}
          yes="Delete the campaign"
          busy={remove.isPending}
          run={() => remove.mutate(campaign)}
          close={() => setAsking(false)}
        >
          It would be gone for good. Archive it to keep it out of the way.
        </ConfirmDialog>
      )}
    </>
  )
}
