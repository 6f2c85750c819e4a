import { Menu } from '@mantine/core'
import { IconCamera, IconCopy, IconDownload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { client, type Segment } from '../../api.ts'
import { MoreMenu } from '../../parts/more-menu.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { useMembersFile } from './use-members-file.ts'

/** A copy of the rule, of the people as they are now, and the people as a file. */
export function MoreActions({ segment: { id, name, kind } }: { segment: Segment }) {
  const navigate = useNavigate()
  const copy = useChange((made: { name?: string; kind?: 'static' }) => client.segments.duplicate(id, made), {
    changes: ['segments', 'named-things'],
    done: (made) => void navigate({ to: '/segments/$segment', params: { segment: made.id }, search: {} }),
  })
  const file = useMembersFile({ id, name })
  const mayWrite = useMay()('segments:write')
  return (
    <MoreMenu label="More" variant="default" size={34} loading={copy.isPending || file.isPending}>
      {mayWrite && (
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => copy.mutate({})}>
          Duplicate
        </Menu.Item>
      )}
      {mayWrite && kind === 'dynamic' && (
        <Menu.Item
          leftSection={<IconCamera size={15} />}
          onClick={() => copy.mutate({ kind: 'static', name: snapshotName(name, new Date()) })}
        >
          Keep these people as a list
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconDownload size={15} />} onClick={() => file.mutate()}>
        Export the people as CSV
      </Menu.Item>
    </MoreMenu>
  )
}

const LONGEST_NAME = 200
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

/** "VIPs on 21 Nov 2026, 09:14:05". */
function snapshotName(name: string, now: Date): string {
  const ending = ` on ${moment.format(now)}`
  return name.slice(0, LONGEST_NAME - ending.length) + ending
}
