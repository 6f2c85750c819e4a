import { Button, Select, TagsInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Panel } from '../../parts/panel.tsx'
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
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Panel title="New field">
      <form onSubmit={submit} className={classes.form} aria-label="New field">
        <TextInput
          label="Name"
          required
          autoFocus
          maxLength={255}
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
          className={classes.wide}
          value={key}
          onChange={(event) => setOwnKey(event.currentTarget.value)}
        />
        {hasChoices(type) && (
          <TagsInput
            label="Choices"
            description="Enter adds one."
            className={classes.wide}
            value={options}
            onChange={setOptions}
          />
        )}
        <div className={`${classes.wide} ${classes.actions}`}>
          <Button type="submit" loading={create.isPending} disabled={hasChoices(type) && options.length === 0}>
            Create the field
          </Button>
          <Button variant="default" onClick={close}>
            Not now
          </Button>
        </div>
        {create.error && (
          <div className={classes.wide}>
            <ErrorState error={create.error} />
          </div>
        )}
      </form>
    </Panel>
  )
}
