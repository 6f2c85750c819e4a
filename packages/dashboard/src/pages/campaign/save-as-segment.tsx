import { Button, TextInput } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { IconFilterPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { useChange } from '../../use-change.ts'
import classes from './composer.module.css'

type Props = { filters: Filter; onSaved: (id: string) => void }

/** Makes a segment of a filter right where it was built. */
export function SaveAsSegment({ filters, onSaved }: Props) {
  const [name, setName] = useState<string>()
  const save = useChange((named: string) => client.segments.create({ name: named, kind: 'dynamic', filters }), {
    changes: ['segments'],
    done: ({ id }) => onSaved(id),
    ownErrors: true,
  })
  if (name === undefined) {
    return (
      <Button variant="default" size="xs" leftSection={<IconFilterPlus size={15} />} onClick={() => setName('')}>
        Keep it as a segment
      </Button>
    )
  }
  const submit = () => {
    if (name.trim() !== '') save.mutate(name.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') submit()
    if (event.key === 'Escape') setName(undefined)
  }
  return (
    <>
      <TextInput
        size="xs"
        autoFocus
        className={classes.grow}
        aria-label="Name of the segment"
        placeholder="Name of the segment"
        maxLength={200}
        value={name}
        onKeyDown={onKeyDown}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button size="xs" loading={save.isPending} disabled={name.trim() === ''} onClick={submit}>
        Save the segment
      </Button>
      {save.error && <ErrorState error={save.error} />}
    </>
  )
}
