import { type FieldDefinition, parseFieldText } from '@rollcall/filters'
import type { Contact } from '../../api.ts'
import { useFields } from '../../builder/use-catalogue.ts'
import { EditableValue } from '../../parts/editable-value.tsx'
import classes from './contact.module.css'
import { Entry, useContactChange } from './contact-details.tsx'

/** The project's own fields of this person. */
export function CustomFields({ contact }: { contact: Contact }) {
  const { fields } = useFields()
  const change = useContactChange(contact.id)
  const save = (field: FieldDefinition, text: string) => {
    const parsed = text === '' ? { value: null } : parseFieldText(field, text)
    if ('problem' in parsed) return parsed.problem
    change.mutate({ fields: { [field.key]: parsed.value } })
    return undefined
  }
  if (!fields) return null
  if (fields.length === 0) {
    return (
      <p className={classes.quiet}>
        This project has no custom fields yet. Importing a CSV makes one for each column it does not know.
      </p>
    )
  }
  return (
    <dl className={classes.list}>
      {fields.map((field) => (
        <Entry key={field.key} label={field.name}>
          <EditableValue
            label={field.name}
            value={textOf(contact.fields[field.key])}
            save={(text) => save(field, text)}
          />
        </Entry>
      ))}
    </dl>
  )
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join(', ') : String(value)
}
