import { TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { problemAt } from '../../problem-at.ts'
import { useChange } from '../../use-change.ts'
import { type Field, hasChoices } from './field-types.ts'
import classes from './settings.module.css'

/** A field's label, description and choices; saving offers the way back. */
export function FieldForm({ field }: { field: Field }) {
  const before = { name: field.name, description: field.description ?? '', options: field.options ?? [] }
  const [given, setGiven] = useState(before)
  const toBody = ({ name, description, options }: typeof before) => ({
    name: name.trim(),
    description: description.trim() || null,
    ...(hasChoices(field.type) && { options }),
  })
  const isSame = JSON.stringify(toBody(given)) === JSON.stringify(toBody(before))
  const save = useChange(() => client.fields.update(field.key, toBody(given)), {
    changes: ['fields', 'segments', 'contacts', 'audit'],
    undo: () => ({
      words: 'Saved.',
      run: () => client.fields.update(field.key, toBody(before)).then(() => setGiven(before)),
    }),
    ownErrors: true,
  })
  return (
    <EntryForm label={`Change ${field.name}`} save={save} words="Save" isDisabled={isSame}>
      <TextInput
        label="Label"
        required
        maxLength={255}
        error={problemAt(save.error, 'name')}
        value={given.name}
        onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
      />
      <TextInput
        label="Description"
        maxLength={500}
        error={problemAt(save.error, 'description')}
        value={given.description}
        onChange={(event) => setGiven({ ...given, description: event.currentTarget.value })}
      />
      {hasChoices(field.type) && (
        <TagsInput
          label="Choices"
          description="Enter adds one. A choice that people or segments have cannot go."
          error={problemAt(save.error, 'options')}
          className={classes.wide}
          value={given.options}
          onChange={(options) => setGiven({ ...given, options })}
        />
      )}
    </EntryForm>
  )
}
