import { Button, Popover, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { client, type Segment } from '../../api.ts'
import { useChange } from '../../use-change.ts'

/** The name of a segment, changed where it stands. */
export function RenameSegment({ segment }: { segment: Segment }) {
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState(segment.name)
  const rename = useChange(() => client.segments.update(segment.id, { name: name.trim() }), {
    changes: ['segments'],
    done: () => setOpened(false),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate()
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus width={300}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setOpened(!opened)}>
          Rename
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <TextInput
            label="New name"
            required
            maxLength={200}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" mt="sm" fullWidth loading={rename.isPending}>
            Rename
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
