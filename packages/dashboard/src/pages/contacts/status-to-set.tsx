import { Select, Textarea, TextInput } from '@mantine/core'
import { STATUSES } from '@rollcall/filters'
import { useState } from 'react'
import type { BulkAction } from './bulk-action.ts'

const WORDS: Record<string, string> = {
  subscribed: 'Subscribed',
  unsubscribed: 'Unsubscribed',
  'non-subscribed': 'Not subscribed',
  bounced: 'Bounced',
}

type Given = { status: string | null; source: string; wording: string }

/** Which status people get, and how it is known that it is theirs. */
export function StatusToSet({ onChange }: { onChange: (action: BulkAction | undefined) => void }) {
  const [given, setGiven] = useState<Given>({ status: null, source: '', wording: '' })
  const change = (part: Partial<Given>) => {
    const next = { ...given, ...part }
    setGiven(next)
    onChange(toAction(next))
  }
  const isConsent = given.status === 'subscribed'
  return (
    <>
      <Select
        label="E-mail status"
        description="Who unsubscribed or bounced stays so, whatever is chosen here."
        comboboxProps={{ withinPortal: false }}
        data={STATUSES.map((status) => ({ value: status, label: WORDS[status] ?? status }))}
        value={given.status}
        onChange={(status) => change({ status })}
      />
      {given.status && (
        <TextInput
          label={isConsent ? 'Where did they agree to get mail?' : 'How do you know? (optional)'}
          description={isConsent ? 'It is kept as the proof of their consent.' : undefined}
          placeholder={isConsent ? 'The form at the fair in May' : undefined}
          required={isConsent}
          maxLength={500}
          value={given.source}
          onChange={(event) => change({ source: event.currentTarget.value })}
        />
      )}
      {isConsent && (
        <Textarea
          label="The words that they agreed to (optional)"
          autosize
          maxLength={5000}
          value={given.wording}
          onChange={(event) => change({ wording: event.currentTarget.value })}
        />
      )}
    </>
  )
}

function toAction({ status: chosen, source, wording }: Given): BulkAction | undefined {
  const status = STATUSES.find((known) => known === chosen)
  if (!status || (status === 'subscribed' && source.trim() === '')) return undefined
  const words = status === 'subscribed' && wording.trim() !== '' ? { wording: wording.trim() } : {}
  const proof = source.trim() === '' ? {} : { proof: { source: source.trim(), ...words } }
  return { action: 'set_status', status, ...proof }
}
