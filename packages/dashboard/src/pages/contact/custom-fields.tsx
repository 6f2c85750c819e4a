import type { Contact } from '../../api.ts'
import { useFields } from '../../builder/use-catalogue.ts'
import { EditableValue } from '../../parts/editable-value.tsx'
import { editorOf } from '../../parts/editor-of.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './contact.module.css'
import { Entry } from './contact-details.tsx'
import { useFieldSave } from './use-field-save.tsx'

/** The project's own fields of this person. */
export function CustomFields({ contact }: { contact: Contact }) {
  const { fields } = useFields()
  const save = useFieldSave(contact)
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
            value={contact.fields[field.key]}
            editor={editorOf(field)}
            save={(value) => save({ fields: { [field.key]: value } }, `${field.name} is changed.`)}
          />
        </Entry>
      ))}
    </dl>
  )
}
