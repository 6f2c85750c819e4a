import { Button, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { IncludedTagPicker } from './included-tag-picker.tsx'

type Named = { name: string; includedTag: string | null }
type Props = { view?: Named; q?: string | undefined; isBusy: boolean; save: (view: Named) => void }

/** What a view is called, and whose tag lets them in whatever the filter says. */
export function ViewForm({ view, q, isBusy, save }: Props) {
  const [name, setName] = useState(view?.name ?? '')
  const [tag, setTag] = useState(view?.includedTag ?? null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save({ name: name.trim(), includedTag: tag })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label="What is this view called?"
          required
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <IncludedTagPicker value={tag} onChange={setTag} />
        {q && (
          <Text size="xs" c="dimmed">
            The search “{q}” is no part of the view: it stays in the box above the table.
          </Text>
        )}
        <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
          Save the view
        </Button>
      </Stack>
    </form>
  )
}
