import { Button, Popover, TextInput } from '@mantine/core'
import { IconChartDots3, IconPencil, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { client, type Segment } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { useChange } from '../../use-change.ts'

/** Compare, rename and delete; a refusal to delete says who uses the segment. */
export function SegmentActions({ segment }: { segment: Segment }) {
  const navigate = useNavigate()
  const remove = useChange(() => client.segments.delete(segment.id), {
    changes: ['segments'],
    done: () => void navigate({ to: '/segments' }),
    ownErrors: true,
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconChartDots3 size={15} />}
        renderRoot={(props) => <Link to="/segments/overlap" search={{ segments: [segment.id] }} {...props} />}
      >
        Compare
      </Button>
      <RenameSegment segment={segment} />
      <InlineConfirm
        ask="Delete"
        icon={<IconTrash size={15} />}
        question="The people stay; only the segment goes."
        yes="Delete the segment"
        busy={remove.isPending}
        run={() => remove.mutate()}
      />
      {remove.error && <ErrorState error={remove.error} />}
    </>
  )
}

function RenameSegment({ segment }: { segment: Segment }) {
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
