import { Button, Drawer, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { TagNames } from '../../parts/tag-names.tsx'
import { problemAt } from '../../problem-at.ts'
import { useChange } from '../../use-change.ts'

/** The panel that adds one person. */
export function AddContact({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      title="New contact"
      size="sm"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && <AddContactForm />}
    </Drawer>
  )
}

const BLANK = { email: '', firstName: '', lastName: '', phone: '' }

function AddContactForm() {
  const [given, setGiven] = useState(BLANK)
  const [tags, setTags] = useState<string[]>([])
  const navigate = useNavigate()
  const add = useChange(() => client.contacts.create({ ...given, tags, source: 'dashboard' }), {
    changes: ['contacts', 'tags', 'segments', 'preview'],
    done: ({ id }) => void navigate({ to: '/contacts/$contact', params: { contact: id } }),
    ownErrors: true,
  })
  const field = (key: keyof typeof BLANK) => ({
    value: given[key],
    error: problemAt(add.error, key),
    onChange: (event: { currentTarget: { value: string } }) => setGiven({ ...given, [key]: event.currentTarget.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label="E-mail" type="email" data-autofocus {...field('email')} />
        <TextInput label="First name" {...field('firstName')} />
        <TextInput label="Last name" {...field('lastName')} />
        <TextInput
          label="Phone"
          type="tel"
          description="With its country code, such as +62 812 3456 7890."
          {...field('phone')}
        />
        <TagNames label="Tags" value={tags} onChange={setTags} />
        {add.error && <ErrorState error={add.error} />}
        <Button type="submit" mt="xs" loading={add.isPending} disabled={!given.email.trim() && !given.phone.trim()}>
          Add this person
        </Button>
      </Stack>
    </form>
  )
}
