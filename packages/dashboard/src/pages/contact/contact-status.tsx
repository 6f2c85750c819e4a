import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Contact } from '../../api.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { timeText } from '../../parts/time-text.ts'
import classes from './contact.module.css'
import { Entry, useContactChange } from './contact-details.tsx'

/** Whether this person may get mail, why, and since when. */
export function ContactStatus({ contact }: { contact: Contact }) {
  const { status, suppressed, consent, subscribedAt, unsubscribedAt } = contact
  const change = useContactChange(contact.id)
  return (
    <>
      <div className={classes.status}>
        <StatusMark status={status} />
        {status === 'unsubscribed' ? (
          <Resubscribe
            run={(source) => change.mutate({ status: 'subscribed', resubscribe: true, proof: { source } })}
          />
        ) : (
          <InlineConfirm
            ask="Unsubscribe"
            question="They will get no more campaigns."
            yes="Unsubscribe them"
            no="Leave it"
            busy={change.isPending}
            run={() => change.mutate({ status: 'unsubscribed' })}
          />
        )}
      </div>
      <dl className={classes.list}>
        {suppressed && <Entry label="Suppressed">This address is on the suppression list and gets nothing.</Entry>}
        {subscribedAt && <Entry label="Subscribed">{timeText(subscribedAt)}</Entry>}
        {unsubscribedAt && <Entry label="Unsubscribed">{timeText(unsubscribedAt)}</Entry>}
        {Object.entries(consent).map(([channel, answer]) => (
          <Entry key={channel} label={`Consent, ${channel}`}>
            <StatusMark status={answer} />
          </Entry>
        ))}
      </dl>
    </>
  )
}

function Resubscribe({ run }: { run: (source: string) => void }) {
  const [source, setSource] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    run(source.trim())
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs">
        <TextInput
          size="xs"
          aria-label="Where did they agree to get mail again?"
          placeholder="Where did they agree?"
          required
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={source.trim() === ''}>
          Subscribe again
        </Button>
      </Group>
    </form>
  )
}
