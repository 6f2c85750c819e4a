import { Button, Popover, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { client, type Segment } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { UseList } from '../../parts/use-list.tsx'
import { useChange } from '../../use-change.ts'
import { useUses } from './used-by.tsx'

/** Deletes a segment, or says who uses it and what to do first. */
export function DeleteSegment({ segment: { id } }: { segment: Segment }) {
  const navigate = useNavigate()
  const uses = useUses(id) ?? []
  const remove = useChange(() => client.segments.delete(id), {
    changes: ['segments', 'named-things'],
    done: () => void navigate({ to: '/segments' }),
    ownErrors: true,
  })
  if (uses.length > 0) {
    return (
      <Popover position="bottom-end" width={300} trapFocus>
        <Popover.Target>
          <Button variant="default" leftSection={<IconTrash size={15} />}>
            Delete
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Text size="sm" mb="xs">
            It is in use. Take it out of these first, or delete them:
          </Text>
          <UseList uses={uses} />
        </Popover.Dropdown>
      </Popover>
    )
  }
  return (
    <>
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
