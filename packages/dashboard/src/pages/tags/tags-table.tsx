import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { numberText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { ColorPick } from './color-pick.tsx'
import { DeleteTag } from './delete-tag.tsx'
import { RenameTag } from './rename-tag.tsx'
import classes from './tags.module.css'

type Doing = { id: string; what: 'rename' | 'delete' }

/** Every tag with how many carry it, and what can be done with it. */
export function TagsTable({ tags }: { tags: Tag[] }) {
  const [doing, setDoing] = useState<Doing>()
  const recolour = useChange(
    ({ id, color }: { id: string; color: string | null }) => client.tags.update(id, { color }),
    {
      changes: ['tags'],
    },
  )
  const subject = tags.find(({ id }) => id === doing?.id)
  const stop = () => setDoing(undefined)
  const columns: Column<Tag>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ id, name, color, description }) => (
        <span className={classes.name} title={description ?? name}>
          <ColorPick name={name} color={color} onChange={(next) => recolour.mutate({ id, color: next })} />
          <span className={classes.nameText}>{name}</span>
        </span>
      ),
    },
    {
      key: 'people',
      header: 'People',
      width: '110px',
      align: 'right',
      cell: ({ contactCount }) => numberText(contactCount),
    },
    {
      key: 'used',
      header: 'Last used',
      width: '160px',
      align: 'right',
      from: 'sm',
      cell: ({ lastUsedAt }) => <Ago time={lastUsedAt} none="Never" />,
    },
    {
      key: 'menu',
      header: '',
      width: '52px',
      align: 'right',
      cell: (tag) => <TagMenu tag={tag} start={(what) => setDoing({ id: tag.id, what })} />,
    },
  ]
  return (
    <>
      {subject && doing?.what === 'rename' && <RenameTag key={subject.id} tag={subject} close={stop} />}
      {subject && doing?.what === 'delete' && <DeleteTag key={subject.id} tag={subject} close={stop} />}
      <DataTable label="Tags" columns={columns} rows={tags} keyOf={({ id }) => id} />
    </>
  )
}

function TagMenu({ tag, start }: { tag: Tag; start: (what: Doing['what']) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`More about ${tag.name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start('rename')}>Rename</Menu.Item>
        <Menu.Item onClick={() => start('delete')}>Delete</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
