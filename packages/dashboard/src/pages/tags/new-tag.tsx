import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { useChange } from '../../use-change.ts'
import { ColorPick } from './color-pick.tsx'
import classes from './tags.module.css'

/** The line that makes a tag. */
export function NewTag({ close }: { close: () => void }) {
  const [name, setName] = useState('')
  const [color, setColor] = useState<string | null>(null)
  const create = useChange(() => client.tags.create({ name: name.trim(), color }), {
    changes: ['tags'],
    done: close,
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form onSubmit={submit} className={classes.form} aria-label="Create a tag">
      <Group gap="xs">
        <ColorPick name={name || 'the new tag'} color={color} onChange={setColor} />
        <TextInput
          aria-label="Name"
          placeholder="Name of the tag"
          required
          maxLength={255}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          flex={1}
        />
        <Button type="submit" loading={create.isPending}>
          Create
        </Button>
        <Button variant="default" onClick={close}>
          Not now
        </Button>
      </Group>
      {create.error && <ErrorState error={create.error} />}
    </form>
  )
}
