import type { ReactNode } from 'react'
import type { Contact } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { EditableValue } from '../../parts/editable-value.tsx'
import { timeText } from '../../parts/time-text.ts'
import classes from './contact.module.css'
import { useContactChange } from './use-contact.ts'

const EDITABLE = [
  ['email', 'E-mail'],
  ['phone', 'Phone'],
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['company', 'Company'],
  ['jobTitle', 'Job title'],
  ['country', 'Country'],
  ['language', 'Language'],
  ['timezone', 'Time zone'],
  ['externalId', 'External id'],
] as const

/** What is known of the person; a click on a value, or E for the first one, edits it. */
export function ContactDetails({ contact }: { contact: Contact }) {
  const change = useContactChange(contact)
  const edit = () => document.querySelector<HTMLElement>('[data-editable]')?.click()
  useCommands([{ id: 'edit', label: 'Edit this person', group: 'On this page', keys: 'e', run: edit }])
  return (
    <dl className={classes.list}>
      {EDITABLE.map(([key, label]) => (
        <Entry key={key} label={label}>
          <EditableValue
            label={label}
            value={contact[key] ?? ''}
            save={(text) => {
              change({ [key]: text === '' ? null : text }, `${label} is changed.`)
              return undefined
            }}
          />
        </Entry>
      ))}
      <Entry label="Address check">{contact.validation}</Entry>
      <Entry label="Funnel stage">
        {contact.funnel === 'none' ? '—' : contact.funnel.replaceAll('_', ' ')}
        {contact.lost && ', lost'}
      </Entry>
      <Entry label="Came from">{contact.source ?? '—'}</Entry>
      <Entry label="Added">{timeText(contact.createdAt)}</Entry>
    </dl>
  )
}

/** A name and its value. */
export function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}
