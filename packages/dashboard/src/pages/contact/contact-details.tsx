import type { Body } from '@rollcall/sdk'
import type { ReactNode } from 'react'
import { type Contact, client } from '../../api.ts'
import { EditableValue } from '../../parts/editable-value.tsx'
import { timeText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import classes from './contact.module.css'

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

/** A write to this contact, with what it may change. */
export function useContactChange(id: string) {
  return useChange((body: Body<'contacts.update'>) => client.contacts.update(id, body), {
    changes: ['contacts', 'segments', 'preview', 'tags'],
  })
}

/** What is known of the person; a click on a value edits it. */
export function ContactDetails({ contact }: { contact: Contact }) {
  const change = useContactChange(contact.id)
  return (
    <dl className={classes.list}>
      {EDITABLE.map(([key, label]) => (
        <Entry key={key} label={label}>
          <EditableValue
            label={label}
            value={contact[key] ?? ''}
            save={(text) => {
              change.mutate({ [key]: text === '' ? null : text })
              return undefined
            }}
          />
        </Entry>
      ))}
      <Entry label="Address check">{contact.validation}</Entry>
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
