import { Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import entry from '../../parts/entry-form.module.css'
import { EntryForm } from '../../parts/entry-form.tsx'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'
import { CONTACT_CHANGES } from '../contact/use-contact.ts'
import { canBeMarketingOnly, GIVEN_REASONS, type GivenReason, REASONS } from './reasons.ts'

/** Puts an address on the list, with a reason. */
export function NewEntry({ close }: { close: () => void }) {
  const [email, setEmail] = useState('')
  const [reason, setReason] = useState<GivenReason>('manual')
  const [note, setNote] = useState('')
  const [isMarketingOnly, setMarketingOnly] = useState(false)
  const marketingOnly = canBeMarketingOnly(reason) && isMarketingOnly
  const create = useChange(
    () => client.suppressions.create({ email: email.trim(), reason, marketingOnly, note: note.trim() || null }),
    {
      changes: [...CONTACT_CHANGES, 'audit'],
      done: close,
      undo: ({ id, email: address }) => ({
        words: `${address} is on the suppression list.`,
        run: () => client.suppressions.delete(id),
      }),
      ownErrors: true,
    },
  )
  return (
    <Panel title="Add an address">
      <EntryForm label="Add an address" save={create} words="Put it on the list" close={close}>
        <TextInput
          label="Address"
          type="email"
          required
          autoFocus
          autoComplete="off"
          maxLength={254}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <Select
          label="Reason"
          description={REASONS[reason].what}
          allowDeselect={false}
          data={GIVEN_REASONS.map((id) => ({ value: id, label: REASONS[id].label }))}
          value={reason}
          onChange={(_, option) => option && setReason(GIVEN_REASONS.find((id) => id === option.value) ?? reason)}
        />
        <TextInput
          label="Note"
          description="Who asked for it, when and where. Whoever wants to take it off reads it."
          maxLength={500}
          className={entry.wide}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {canBeMarketingOnly(reason) && (
          <Switch
            label="Marketing only"
            description="Receipts, passwords and the like still arrive."
            className={entry.wide}
            checked={isMarketingOnly}
            onChange={({ currentTarget }) => setMarketingOnly(currentTarget.checked)}
          />
        )}
      </EntryForm>
    </Panel>
  )
}
