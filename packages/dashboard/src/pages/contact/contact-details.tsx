import type { ReactNode } from 'react'
import type { Contact } from '../../api.ts'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { EditableValue } from '../../parts/editable-value.tsx'
import { builtInEditor } from '../../parts/editor-of.ts'
import { timeText } from '../../parts/time-text.ts'
import { useMay } from '../../use-may.ts'
import classes from './contact.module.css'
import { useFieldSave } from './use-field-save.ts'

const EDITABLE = [
  ['email', 'E-mail'],
  ['phone', 'Phone'],
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['name', 'Full name'],
  ['company', 'Company'],
  ['jobTitle', 'Job title'],
  ['country', 'Country'],
  ['language', 'Language'],
  ['timezone', 'Time zone'],
  ['source', 'Came from'],
  ['externalId', 'External id'],
] as const

const CHECKED: Record<Contact['validation'], string> = {
  valid: 'Looks right',
  invalid: 'Cannot get mail',
  risky: 'Risky: a throw-away or shared address',
  unknown: 'Not checked yet',
}

/** What is known of the person; a click on a value, or E for the first one, edits it. */
export function ContactDetails({ contact }: { contact: Contact }) {
  const save = useFieldSave(contact)
  const edit = () => document.querySelector<HTMLElement>('[data-editable]')?.click()
  const editing: Command = { id: 'edit', label: 'Edit this person', group: 'On this page', keys: 'e', run: edit }
  useCommands(useMay()('contacts:write') ? [editing] : [])
  return (
    <dl className={classes.list}>
      {EDITABLE.map(([key, label]) => (
        <Entry key={key} label={label}>
          <EditableValue
            label={label}
            value={contact[key]}
            editor={builtInEditor(key)}
            save={(value) => save({ [key]: value }, `${label} is changed.`)}
          />
        </Entry>
      ))}
      <Entry label="Address check">{CHECKED[contact.validation]}</Entry>
      <Entry label="Added">{timeText(contact.createdAt)}</Entry>
      <Entry label="Changed">{timeText(contact.updatedAt)}</Entry>
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
