import { derivedFields } from '@rollcall/filters'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Contact } from '../../api.ts'
import type { Command } from '../../commands/command.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { CONTACT_LABELS } from '../../parts/contact-labels.ts'
import { EditableValue } from '../../parts/editable-value.tsx'
import { builtInEditor } from '../../parts/editor-of.ts'
import { timeText } from '../../parts/time-text.ts'
import { useMay } from '../../use-may.ts'
import classes from './contact.module.css'
import { engagementQuery } from './person-queries.ts'
import { textChannels } from './text-channels.ts'
import { useFieldSave } from './use-field-save.tsx'

// why: Object.keys forgets that these are exactly the keys of the table
const EDITABLE = Object.keys(CONTACT_LABELS) as (keyof typeof CONTACT_LABELS)[]

const CHECKED: Record<Contact['validation'], string> = {
  valid: 'Looks right',
  invalid: 'Cannot get mail',
  risky: 'Risky: a throw-away or shared address',
  unknown: 'Not checked yet',
}

/** What is known of the person; a click on a value, or E for the first one, edits it. */
export function ContactDetails({ contact }: { contact: Contact }) {
  const save = useFieldSave(contact)
  const { data: engagement } = useQuery(engagementQuery(contact.id))
  const times = new Map<string, string | null>(Object.entries(engagement ?? {}))
  const edit = () => document.querySelector<HTMLElement>('[data-editable]')?.click()
  const editing: Command = { id: 'edit', label: 'Edit this person', group: 'On this page', keys: 'e', run: edit }
  useCommands(useMay()('contacts:write') ? [editing] : [])
  return (
    <dl className={classes.list}>
      {EDITABLE.map((key) => (
        <Entry key={key} label={CONTACT_LABELS[key]}>
          <EditableValue
            label={CONTACT_LABELS[key]}
            value={contact[key]}
            editor={builtInEditor(key)}
            save={(value) => save({ [key]: value }, `${CONTACT_LABELS[key]} is changed.`)}
          />
        </Entry>
      ))}
      {textChannels
        .filter((channel) => contact.channels[channel])
        .map((channel) => (
          <Entry key={channel} label={CHANNEL_NAMES[channel]}>
            <EditableValue
              label={CHANNEL_NAMES[channel]}
              value={contact.channels[channel]}
              editor={builtInEditor(channel)}
              save={(value) =>
                save({ channels: { [channel]: textOf(value) } }, `${CHANNEL_NAMES[channel]} is changed.`)
              }
            />
          </Entry>
        ))}
      <Entry label="Address check">{CHECKED[contact.validation]}</Entry>
      {derivedFields.map(({ key, name }) => (
        <Entry key={key} label={name}>
          {engagement && (times.get(key) ? timeText(times.get(key) ?? '') : 'Never')}
        </Entry>
      ))}
      <Entry label="Added">{timeText(contact.createdAt)}</Entry>
      <Entry label="Changed">{timeText(contact.updatedAt)}</Entry>
    </dl>
  )
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
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
