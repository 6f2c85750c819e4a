import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconDownload, IconHistory, IconPlus, IconTrash, IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useMay } from '../../use-may.ts'
import type { ContactsSearch } from './search.ts'

/** What can be done on this page without choosing anybody first. */
export function ContactsActions({ go }: { go: (change: Partial<ContactsSearch>) => void }) {
  const mayWrite = useMay()('contacts:write')
  const add = () => go({ new: true })
  const write = () => go({ panel: 'export' })
  const look = () => go({ panel: 'jobs' })
  const findDeleted = () => go({ panel: 'deleted' })
  const adding: Command = {
    id: 'new',
    label: 'New contact',
    keys: 'n',
    group: 'On this page',
    Icon: IconPlus,
    run: add,
  }
  useCommands([
    ...(mayWrite ? [adding] : []),
    { id: 'export', label: 'Export contacts to a file', group: 'On this page', Icon: IconDownload, run: write },
    {
      id: 'jobs',
      label: 'Show recent bulk actions',
      words: 'undo',
      group: 'On this page',
      Icon: IconHistory,
      run: look,
    },
    {
      id: 'deleted',
      label: 'Show recently deleted people',
      words: 'restore undo',
      group: 'On this page',
      Icon: IconTrash,
      run: findDeleted,
    },
  ])
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More to do with contacts">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={15} />} onClick={write}>
            Export to a file
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={15} />} onClick={look}>
            Recent bulk actions
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={15} />} onClick={findDeleted}>
            Recently deleted
          </Menu.Item>
          {mayWrite && (
            <Menu.Item leftSection={<IconUpload size={15} />} renderRoot={(props) => <Link to="/import" {...props} />}>
              Import a file
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {mayWrite && (
        <Button leftSection={<IconPlus size={16} />} onClick={add}>
          New contact
        </Button>
      )}
    </>
  )
}
