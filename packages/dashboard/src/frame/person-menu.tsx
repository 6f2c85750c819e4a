import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconLogout, IconSelector } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../session.ts'
import { useSignOut } from '../use-sign-out.ts'
import classes from './frame.module.css'
import { SchemeToggle } from './scheme-toggle.tsx'

/** Who is signed in, the colour scheme, and the way out. */
export function PersonMenu() {
  const { data } = useQuery(sessionQuery)
  const signOut = useSignOut()
  return (
    <div className={classes.person}>
      <SchemeToggle />
      <Menu position="top-start" width={200}>
        <Menu.Target>
          <UnstyledButton className={classes.personButton}>
            <span className={classes.personName}>
              <VisuallyHidden>Your account: </VisuallyHidden>
              {data?.user.name ?? data?.user.email ?? ''}
            </span>
            <IconSelector size={15} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{data?.user.email}</Menu.Label>
          <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
