import { ActionIcon, Button, Menu, Popover } from '@mantine/core'
import { IconDots, IconTag, IconTagOff } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Contact } from '../../api.ts'
import type { BulkAction } from './bulk-action.ts'
import { BulkForm, type BulkKind } from './bulk-form.tsx'

type Props = { count: number; sample: Contact[]; run: (action: BulkAction) => void }

const MORE: [kind: BulkKind, label: string][] = [
  ['add_to_segment', 'Add to a static list'],
  ['remove_from_segment', 'Take off a static list'],
  ['set_funnel', 'Set the funnel stage'],
  ['remove_all_tags', 'Remove all tags'],
  ['delete', 'Delete'],
]

/** The actions themselves: the two that everyone needs, and the rest behind a menu. */
export function BulkActions(props: Props) {
  const [kind, setKind] = useState<BulkKind>()
  const form = (shown: BulkKind, target: ReactNode) => (
    <Popover
      opened={kind === shown}
      onChange={(opened) => !opened && setKind(undefined)}
      position="top"
      trapFocus
      width={320}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown>
        <BulkForm
          kind={shown}
          count={props.count}
          sample={props.sample}
          run={(action) => {
            setKind(undefined)
            props.run(action)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
  const more = MORE.find(([other]) => other === kind)?.[0] ?? 'delete'
  return (
    <>
      {form(
        'add_tags',
        <Button variant="default" size="xs" leftSection={<IconTag size={15} />} onClick={() => setKind('add_tags')}>
          Add tags
        </Button>,
      )}
      {form(
        'remove_tags',
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTagOff size={15} />}
          onClick={() => setKind('remove_tags')}
        >
          Remove tags
        </Button>,
      )}
      {form(
        more,
        <span>
          <Menu position="top">
            <Menu.Target>
              <ActionIcon variant="default" size={30} aria-label="More to do with them">
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {MORE.map(([other, label]) => (
                <Menu.Item key={other} onClick={() => setKind(other)}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </span>,
      )}
    </>
  )
}
