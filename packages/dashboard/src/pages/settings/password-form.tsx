import { PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { NewPassword } from '../../parts/new-password.tsx'
import { useChange } from '../../use-change.ts'

const EMPTY = { currentPassword: '', password: '' }

/** Another password for the present one. */
export function PasswordForm() {
  const [given, setGiven] = useState(EMPTY)
  const field = (key: keyof typeof EMPTY) => ({
    required: true,
    value: given[key],
    onChange: (event: { currentTarget: { value: string } }) => setGiven({ ...given, [key]: event.currentTarget.value }),
  })
  const save = useChange(() => client.session.update(given), {
    changes: ['audit'],
    done: () => {
      setGiven(EMPTY)
      notifications.show({ message: 'Your password is another one now. Every other browser was signed out.' })
    },
    ownErrors: true,
  })
  return (
    <EntryForm label={'Change your password'} save={save} words="Change the password">
      <PasswordInput label="Present password" autoComplete="current-password" {...field('currentPassword')} />
      <NewPassword label="New password" {...field('password')} />
    </EntryForm>
  )
}
