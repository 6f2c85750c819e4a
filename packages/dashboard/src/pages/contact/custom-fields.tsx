import { type FieldDefinition, parseFieldText } from '@rollcall/filters'
import type { Contact } from '../../api.ts'
import { useFields } from '../../builder/use-catalogue.ts'
import { EditableValue } from '../../parts/editable-value.tsx'
import { valueText } from '../../parts/value-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './contact.module.css'
import { Entry } from './contact-details.tsx'
import { useContactChange } from './use-contact.ts'

/** The project's own fields of this person. */
export function CustomFields({ contact }: { contact: Contact }) {
  const { fields } = useFields()
  const change = useContactChange(contact)
  const save = (field: FieldDefinition, text: string) => {
    const parsed = text === '' ? { value: null } : parseFieldText(field, text)
    if ('problem' in parsed) return parsed.problem
    change({ fields: { [field.key]: parsed.value } }, `${field.name} is changed.`)
    return undefined
  }
  if (!fields) return <Waiting rows={3} />
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
            value={valueText(contact.fields[field.key])}
            choices={choicesOf(field)}
            type={field.type === 'date' || field.type === 'number' ? field.type : 'text'}
            save={(text) => save(field, text)}
          />
        </Entry>
      ))}
    </dl>
  )
}

function choicesOf({ type, options }: FieldDefinition): string[] | undefined {
  if (type === 'boolean') return ['Yes', 'No']
  return type === 'select' && options && options.length > 0 ? [...options] : undefined
}
