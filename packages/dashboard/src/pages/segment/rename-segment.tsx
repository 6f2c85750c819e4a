import { Button, Popover, Stack, Textarea, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { client, type Segment } from '../../api.ts'
import { useChange } from '../../use-change.ts'

/** The name of a segment and what it is for, changed where they stand. */
export function RenameSegment({ segment }: { segment: Segment }) {
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState(segment.name)
  const [description, setDescription] = useState(segment.description ?? '')
  const rename = useChange(
    () => client.segments.update(segment.id, { name: name.trim(), description: description.trim() || null }),
    {
      changes: ['segments', 'named-things'],
      done: () => setOpened(false),
    },
  )
  const begin = () => {
    setName(segment.name)
    setDescription(segment.description ?? '')
    setOpened(!opened)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate()
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus width={300}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconPencil size={15} />} onClick={begin}>
          Rename or describe
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label="Name"
              required
              maxLength={200}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Textarea
              label="Description"
              maxLength={500}
              autosize
              minRows={2}
              maxRows={6}
              value={description}
              onChange={(event) => setDescription(event.currentTarget.value)}
            />
            <Button type="submit" loading={rename.isPending}>
              Save
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
