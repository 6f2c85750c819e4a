import { Button, TextInput } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { useChange } from '../../use-change.ts'
import classes from './test-send.module.css'

/** Keeps the addresses of a test under a name, for the next one. */
export function KeepTestList({ to }: { to: string[] }) {
  const [name, setName] = useState<string>()
  const keep = useChange((called: string) => client.testLists.save({ name: called, to }), {
    changes: ['test-lists'],
    done: () => setName(undefined),
    ownErrors: true,
  })
  if (name === undefined) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconDeviceFloppy size={14} />}
        onClick={() => setName('')}
      >
        Keep these as a list
      </Button>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate(name)
  }
  return (
    <form onSubmit={submit} className={classes.keep} aria-label="Keep these as a list">
      <TextInput
        size="xs"
        autoFocus
        aria-label="Name of the list"
        placeholder="Such as Editors"
        maxLength={100}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" loading={keep.isPending} disabled={name.trim() === ''}>
        Keep
      </Button>
      {keep.error && <ErrorState error={keep.error} />}
    </form>
  )
}
