import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { Tag } from '../../api.ts'
import type { Doing } from './doing.ts'

/** What can be done with one tag. */
export function TagMenu({ tag, start }: { tag: Tag; start: (doing: Doing) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`More about ${tag.name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start({ what: 'rename', tags: [tag] })}>Rename</Menu.Item>
        <Menu.Item onClick={() => start({ what: 'merge', tags: [tag] })}>Merge into another</Menu.Item>
        <Menu.Item onClick={() => start({ what: 'delete', tags: [tag] })}>Delete</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
