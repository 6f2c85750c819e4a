import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { client } from '../../api.ts'
import { addressesIn } from '../../parts/addresses-in.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { LookOnly } from '../../parts/look-only.tsx'
import { countText } from '../../parts/number-text.ts'
import { Page } from '../../parts/page.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'

/** A list of people that changes only by hand. */
export function NewStaticSegment({ above }: { above: ReactNode }) {
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const navigate = useNavigate()
  const contacts = addressesIn(text)
  const mayWrite = useMay()('segments:write')
  const create = useChange(() => client.segments.create({ name: name.trim(), kind: 'static', contacts }), {
    changes: ['segments'],
    done: ({ id }) => void navigate({ to: '/segments/$segment', params: { segment: id }, replace: true }),
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Page
      title="New static list"
      lead="People whom you choose by hand. Nobody enters or leaves by themselves."
      above={above}
    >
      <form onSubmit={submit}>
        <Stack maw={560}>
          <TextInput
            label="Name"
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label="People"
            description="E-mail addresses of contacts, one a line or separated by commas. You can add more later."
            autosize
            minRows={5}
            maxRows={14}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {create.error && <ErrorState error={create.error} />}
          {!mayWrite && <LookOnly />}
          <Button
            type="submit"
            loading={create.isPending}
            disabled={name.trim() === '' || !mayWrite}
            style={{ alignSelf: 'flex-start' }}
          >
            {contacts.length > 0
              ? `Save with ${countText(contacts.length, 'person', 'people')}`
              : 'Save the empty list'}
          </Button>
        </Stack>
      </form>
    </Page>
  )
}
