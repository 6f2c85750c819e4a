import { Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { Panel } from '../../parts/panel.tsx'
import { problemAt } from '../../problem-at.ts'
import { useChange } from '../../use-change.ts'
import { FIELD_TYPES, hasChoices, toKey } from './field-types.ts'
import classes from './settings.module.css'

/** Makes a field; its key follows the name until one writes another. */
export function NewField({ close }: { close: () => void }) {
  const [name, setName] = useState('')
  const [ownKey, setOwnKey] = useState<string>()
  const [type, setType] = useState(FIELD_TYPES[0].value)
  const [options, setOptions] = useState<string[]>([])
  const key = ownKey ?? toKey(name)
  const create = useChange(
    () => client.fields.create({ key, name: name.trim(), type, ...(hasChoices(type) && { options }) }),
    { changes: ['fields', 'audit'], done: close, ownErrors: true },
  )
  return (
    <Panel title="New field">
      <EntryForm
        label={'New field'}
        save={create}
        words="Create the field"
        isDisabled={hasChoices(type) && options.length === 0}
        close={close}
      >
        <TextInput
          label="Name"
          required
          autoFocus
          maxLength={255}
          error={problemAt(create.error, 'name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Type"
          allowDeselect={false}
          data={FIELD_TYPES}
          value={type}
          onChange={(value) => setType(FIELD_TYPES.find((one) => one.value === value)?.value ?? type)}
        />
        <TextInput
          label="Key"
          description="What imports, the API and messages call it. It never changes."
          required
          maxLength={64}
          error={problemAt(create.error, 'key')}
          className={classes.wide}
          value={key}
          onChange={(event) => setOwnKey(event.currentTarget.value)}
        />
        {hasChoices(type) && (
          <TagsInput
            label="Choices"
            description="Enter adds one."
            error={problemAt(create.error, 'options')}
            className={classes.wide}
            value={options}
            onChange={setOptions}
          />
        )}
      </EntryForm>
    </Panel>
  )
}
