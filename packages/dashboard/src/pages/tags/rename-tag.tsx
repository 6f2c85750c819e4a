import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { useChange } from '../../use-change.ts'
import classes from './tags.module.css'

/** Another name for a tag; every filter that uses it keeps its meaning. */
export function RenameTag({ tag, close }: { tag: Tag; close: () => void }) {
  const [name, setName] = useState(tag.name)
  const rename = useChange(() => client.tags.update(tag.id, { name: name.trim() }), {
    changes: ['tags', 'contacts', 'segments', 'preview'],
    done: close,
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate()
  }
  return (
    <form onSubmit={submit} className={classes.form} aria-label={`Rename ${tag.name}`}>
      <Group gap="xs" align="flex-end">
        <TextInput
          label={`New name of “${tag.name}”`}
          description="Everyone keeps the tag, and every segment that uses it keeps its meaning."
          required
          maxLength={255}
          autoFocus
          flex={1}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={rename.isPending}>
          Rename
        </Button>
        <Button variant="default" onClick={close}>
          Keep the name
        </Button>
      </Group>
      {rename.error && <ErrorState error={rename.error} />}
    </form>
  )
}
