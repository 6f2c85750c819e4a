import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type Contact, client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { useChange } from '../../use-change.ts'
import { CONTACT_CHANGES } from './use-contact.ts'

/** Deletes at once: for 30 days there is a way back, and right after it stands in the notice. */
export function DeleteContact({ contact }: { contact: Contact }) {
  const navigate = useNavigate()
  const remove = useChange(() => client.contacts.delete(contact.id), {
    changes: CONTACT_CHANGES,
    done: () => void navigate({ to: '/contacts' }),
    undo: () => ({ words: `${callingOf(contact)} is deleted.`, run: () => client.contacts.restore(contact.id) }),
  })
  const run = () => remove.mutate()
  useCommands([{ id: 'delete', label: 'Delete this person', group: 'On this page', Icon: IconTrash, run }])
  return (
    <Button variant="default" leftSection={<IconTrash size={15} />} loading={remove.isPending} onClick={run}>
      Delete
    </Button>
  )
}
