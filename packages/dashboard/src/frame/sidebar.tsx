import {
  IconAddressBook,
  IconAdjustments,
  IconFileImport,
  IconFilter,
  IconInbox,
  IconSend,
  IconTags,
} from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useProject } from '../session.ts'
import classes from './frame.module.css'
import { Mark } from './mark.tsx'
import { PersonMenu } from './person-menu.tsx'

type Entry = { to: LinkProps['to']; label: string; Icon: typeof IconTags; catcherOnly?: true }

const GROUPS: { title: string; entries: Entry[] }[] = [
  {
    title: 'Audience',
    entries: [
      { to: '/contacts', label: 'Contacts', Icon: IconAddressBook },
      { to: '/tags', label: 'Tags', Icon: IconTags },
      { to: '/segments', label: 'Segments', Icon: IconFilter },
      { to: '/import', label: 'Import', Icon: IconFileImport },
    ],
  },
  {
    title: 'Sending',
    entries: [
      { to: '/campaigns', label: 'Campaigns', Icon: IconSend },
      { to: '/mail', label: 'Mail catcher', Icon: IconInbox, catcherOnly: true },
    ],
  },
  { title: 'Set-up', entries: [{ to: '/project', label: 'Project', Icon: IconAdjustments }] },
]

/** Where one can go, the project's name, and the person's menu. */
export function Sidebar() {
  const project = useProject()
  return (
    <div className={classes.sidebar}>
      <div className={classes.project}>
        <Mark />
        <span className={classes.projectName} title={project?.name}>
          {project?.name ?? 'Rollcall'}
        </span>
      </div>
      {GROUPS.map(({ title, entries }) => (
        <div key={title} className={classes.group}>
          <div className={classes.groupTitle}>{title}</div>
          {entries
            .filter(({ catcherOnly }) => !catcherOnly || project?.usesCatcher)
            .map(({ to, label, Icon }) => (
              <Link key={label} to={to} className={classes.link} activeProps={{ 'data-active': true }}>
                <Icon size={17} stroke={1.7} aria-hidden />
                {label}
              </Link>
            ))}
        </div>
      ))}
      <div className={classes.rest} />
      <PersonMenu />
    </div>
  )
}
