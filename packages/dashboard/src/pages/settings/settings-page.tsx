import { Select } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page } from '../../parts/page.tsx'
import { SECTIONS, type SectionPath } from './sections.ts'
import classes from './settings.module.css'
import { useMay } from './use-may.ts'

type Props = { section: SectionPath; lead: ReactNode; actions?: ReactNode; children: ReactNode }

/** One part of the settings, beside the list of all of them; on a phone below a choice. */
export function SettingsPage({ section, lead, actions, children }: Props) {
  const may = useMay()
  const navigate = useNavigate()
  const shown = SECTIONS.filter((one) => !('needs' in one) || may(one.needs))
  const label = SECTIONS.find(({ to }) => to === section)?.label ?? 'Settings'
  return (
    <Page title={label} lead={lead} actions={actions} above={<div className={classes.above}>Settings</div>}>
      <div className={classes.layout}>
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
