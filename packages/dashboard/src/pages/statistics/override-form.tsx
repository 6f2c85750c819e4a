import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import entry from '../../parts/entry-form.module.css'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'

const HOURS = [
  { value: '2', label: '2 hours' },
  { value: '24', label: 'A day' },
  { value: '72', label: '3 days' },
  { value: '168', label: 'A week' },
]

/** Lets campaigns be launched for a while although too much goes wrong, with a reason that the audit log keeps. */
export function OverrideForm({ close }: { close: () => void }) {
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState('24')
  const save = useChange(() => client.reputation.override({ reason: reason.trim(), hours: Number(hours) }), {
    changes: ['reputation', 'audit'],
    done: close,
    ownErrors: true,
  })
  return (
    <EntryForm
      label="Let campaigns be launched"
      save={save}
      words="Let campaigns be launched"
      isDisabled={reason.trim() === ''}
      close={close}
    >
      <TextInput
        label="Reason"
        description="Mailbox providers may refuse your mail for weeks. The audit log keeps what you say here."
        className={entry.wide}
        required
        autoFocus
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Select
        label="For how long"
        allowDeselect={false}
        data={HOURS}
        value={hours}
        onChange={(picked) => setHours(picked ?? hours)}
      />
    </EntryForm>
  )
}
