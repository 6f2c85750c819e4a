import { Menu } from '@mantine/core'
import type { Tag } from '../../api.ts'
import { MoreMenu } from '../../parts/more-menu.tsx'
import { useMay } from '../../use-may.ts'
import type { Doing } from './doing.ts'

/** What can be done with one tag. */
export function TagMenu({ tag, start }: { tag: Tag; start: (doing: Doing) => void }) {
  if (!useMay()('contacts:write')) return null
  return (
    <MoreMenu label={`More about ${tag.name}`}>
      <Menu.Item onClick={() => start({ what: 'rename', tags: [tag] })}>Rename</Menu.Item>
      <Menu.Item onClick={() => start({ what: 'merge', tags: [tag] })}>Merge into another</Menu.Item>
      <Menu.Item onClick={() => start({ what: 'delete', tags: [tag] })}>Delete</Menu.Item>
    </MoreMenu>
  )
}
