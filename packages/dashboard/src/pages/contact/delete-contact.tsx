import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type Contact, client, queryClient } from '../../api.ts'
import { UndoMessage } from '../../parts/undo-message.tsx'
import { showTrouble, useChange } from '../../use-change.ts'
import { callingOf } from '../contacts/people-columns.tsx'

const changes = ['contacts', 'tags', 'segments', 'preview']

/** Deletes at once: for 30 days there is a way back, and right after it stands in the notice. */
export function DeleteContact({ contact }: { contact: Contact }) {
  const navigate = useNavigate()
  const remove = useChange(() => client.contacts.delete(contact.id), {
    changes,
    done: () => {
      void navigate({ to: '/contacts' })
      const id = notifications.show({
        message: <UndoMessage undo={() => void restore(contact.id, id)}>{callingOf(contact)} is deleted.</UndoMessage>,
        autoClose: 10_000,
      })
    },
  })
  return (
    <Button
      variant="default"
      leftSection={<IconTrash size={15} />}
      loading={remove.isPending}
      onClick={() => remove.mutate()}
    >
      Delete
    </Button>
  )
}

async function restore(contact: string, notice: string) {
  notifications.hide(notice)
  try {
    await client.contacts.restore(contact)
    for (const family of changes) void queryClient.invalidateQueries({ queryKey: [family] })
  } catch (error) {
    showTrouble(error)
  }
}
