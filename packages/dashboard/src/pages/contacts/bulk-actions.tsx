import { ActionIcon, Button, Menu, Popover } from '@mantine/core'
import { IconDots, IconTag, IconTagOff } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Contact } from '../../api.ts'
import type { BulkAction } from './bulk-action.ts'
import { BulkForm } from './bulk-form.tsx'
import { type BulkKind, MORE_KINDS } from './bulk-kinds.ts'
import type { Whom } from './whom.ts'

type Props = { whom: Whom; count: number; sample: Contact[]; run: (action: BulkAction) => void }

/** The actions themselves: the two that everyone needs, and the rest behind a menu. */
export function BulkActions(props: Props) {
  const [kind, setKind] = useState<BulkKind>()
  const form = (shown: BulkKind, target: ReactNode) => (
    <Popover
      opened={kind === shown}
      onChange={(opened) => !opened && setKind(undefined)}
      position="top"
      trapFocus
      // The menu's own button has its roles; what is around it can have none.
      withRoles={false}
      width={320}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="What to do with them">
        <BulkForm
          kind={shown}
          whom={props.whom}
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
  const more = MORE_KINDS.find(([other]) => other === kind)?.[0] ?? 'delete'
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
              {MORE_KINDS.map(([other, label]) => (
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
