import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Keys } from '../commands/keys.tsx'
import { useProject } from '../session.ts'
import classes from './frame.module.css'
import { Mark } from './mark.tsx'
import { PersonMenu } from './person-menu.tsx'
import { StatusStrip } from './status-strip.tsx'
import { usePlaces } from './use-places.ts'

/** Where one can go, the project's name, what is going on, and the person's menu. */
export function Sidebar({ openPalette }: { openPalette: () => void }) {
  const project = useProject()
  return (
    <div className={classes.sidebar}>
      <div className={classes.project}>
        <Mark />
        <span className={classes.projectName} title={project?.name}>
          {project?.name ?? 'Rollcall'}
        </span>
      </div>
      <UnstyledButton className={classes.search} onClick={openPalette}>
        <IconSearch size={15} aria-hidden />
        <span>Search or go to</span>
        <Keys keys="$mod+k" />
      </UnstyledButton>
      {usePlaces().map(({ title, places }) => (
        <div key={title} className={classes.group}>
          <div className={classes.groupTitle}>{title}</div>
          {places.map(({ to, label, Icon }) => (
            <Link key={label} to={to} className={classes.link} activeProps={{ 'data-active': true }}>
              <Icon size={17} stroke={1.7} aria-hidden />
              {label}
            </Link>
          ))}
        </div>
      ))}
      <div className={classes.rest} />
      <StatusStrip />
      <PersonMenu />
    </div>
  )
}
