import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconCopy, IconDots, IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { ConfirmDialog } from '../campaign/confirm-dialog.tsx'
import type { Form } from './form-draft.ts'

type Props = { form: Form; isPage?: boolean }

/** What can be done with a form. */
export function FormMenu({ form, isPage }: Props) {
  const { id, name, isActive } = form
  const [asking, setAsking] = useState(false)
  const toggle = useChange((open: boolean) => client.forms.update(id, { isActive: open }), {
    changes: ['forms', 'audit'],
    undo: (_, open) => ({
      words: open ? 'It takes sign-ups again.' : 'It takes no sign-ups any more.',
      run: () => client.forms.update(id, { isActive: !open }),
    }),
  })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            size={isPage ? 34 : 28}
            variant="default"
            aria-label={isPage ? 'More about this form' : `More about ${name}`}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={15} />}
            renderRoot={(props) => <Link to="/signup-forms/new" search={{ from: id }} {...props} />}
          >
            Duplicate
          </Menu.Item>
          {!isPage && (
            <Menu.Item
              leftSection={isActive ? <IconLock size={15} /> : <IconLockOpen size={15} />}
              onClick={() => toggle.mutate(!isActive)}
            >
              {isActive ? 'Close it' : 'Open it again'}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => setAsking(true)}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && <DeleteForm form={form} close={() => setAsking(false)} />}
    </>
  )
}

function DeleteForm({ form: { id, name, signUps }, close }: { form: Form; close: () => void }) {
  const navigate = useNavigate()
  const remove = useChange(() => client.forms.delete(id), {
    changes: ['forms', 'audit'],
    done: () => {
      close()
      void navigate({ to: '/signup-forms', ignoreBlocker: true })
    },
    undo: () => ({ words: `“${name}” is deleted.`, run: () => client.forms.restore(id) }),
  })
  return (
    <ConfirmDialog
      title={`Delete “${name}”?`}
      yes="Delete the form"
      busy={remove.isPending}
      run={() => remove.mutate()}
      close={close}
    >
      <Text size="sm" mb="xs">
        Its page ends, and wherever you put its code, people who fill it in are told that it is gone.
      </Text>
      {signUps.pending > 0 && (
        <Text size="sm" mb="xs">
          {countText(signUps.pending, 'person has', 'people have')} not confirmed yet, and no longer can.
        </Text>
      )}
      <Text size="sm">
        {signUps.confirmed > 0
          ? `${countText(signUps.confirmed, 'person who confirmed stays', 'people who confirmed stay')} subscribed, with the proof.`
          : 'Nobody subscribed with it yet.'}
      </Text>
    </ConfirmDialog>
  )
}
