import { ActionIcon, type ActionIconProps, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props = Pick<ActionIconProps, 'size' | 'variant' | 'loading'> & { label: string; children: ReactNode }

/** Three dots that open what else can be done with a thing: Menu.Items. */
export function MoreMenu({ label, children, ...shown }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon {...shown} aria-label={label}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
