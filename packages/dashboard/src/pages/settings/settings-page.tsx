import { Select } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page } from '../../parts/page.tsx'
import { SECTIONS, type SectionPath } from './sections.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'

type Props = {
  section: SectionPath
  lead: ReactNode
  actions?: ReactNode
  /** It needs all the room that there is. */
  wide?: boolean
  children: ReactNode
}

/** One part of the settings, beside the list of all of them; on a phone below a choice. */
export function SettingsPage({ section, lead, actions, wide, children }: Props) {
  const may = useMay()
  const navigate = useNavigate()
  const shown = SECTIONS.filter((one) => !('needs' in one) || may(one.needs))
  // The first part is what the sidebar's Settings opens, and is called so.
  const isFirst = section === SECTIONS[0].to
  const title = SECTIONS.find(({ to }) => to === section && !isFirst)?.label ?? 'Settings'
  return (
    <Page title={title} lead={lead} actions={actions}>
      <div className={classes.layout} data-wide={wide || undefined}>
        <nav className={classes.sections} aria-label="Settings">
          {shown.map(({ to, label: name, Icon }) => (
            <Link key={to} to={to} className={classes.section} data-active={to === section || undefined}>
              <Icon size={16} stroke={1.7} aria-hidden />
              {name}
            </Link>
          ))}
        </nav>
        <Select
          className={classes.choice}
          aria-label="Part of the settings"
          allowDeselect={false}
          data={shown.map(({ to, label: name }) => ({ value: to, label: name }))}
          value={section}
          onChange={(_value, option) => option && void navigate({ to: option.value })}
        />
        <div className={classes.stack}>{children}</div>
      </div>
    </Page>
  )
}
