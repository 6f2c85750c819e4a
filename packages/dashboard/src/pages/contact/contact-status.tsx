import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Contact } from '../../api.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { ConsentList } from './consent-list.tsx'
import classes from './contact.module.css'
import { useContactChange } from './use-contact.ts'

/** Whether this person may get mail, why, since when, and how we know. */
export function ContactStatus({ contact }: { contact: Contact }) {
  const { status, suppressed } = contact
  const change = useContactChange(contact)
  const unsubscribe = () => change({ status: 'unsubscribed' }, 'They get no more campaigns.')
  const subscribe = (source: string) =>
    change({ status: 'subscribed', resubscribe: true, proof: { source } }, 'They are subscribed.')
  return (
    <>
      <div className={classes.status}>
        <StatusMark status={status} />
        {status === 'subscribed' ? (
          <Button variant="default" size="xs" onClick={unsubscribe}>
            Unsubscribe
          </Button>
        ) : (
          <Subscribe run={subscribe} />
        )}
      </div>
      {suppressed && (
        <p className={classes.quiet}>This address is on the suppression list and gets nothing, whatever the status.</p>
      )}
      <ConsentList contact={contact} />
    </>
  )
}

function Subscribe({ run }: { run: (source: string) => void }) {
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
          aria-label="Where did they agree to get mail?"
          placeholder="Where did they agree?"
          required
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={source.trim() === ''}>
          Subscribe
        </Button>
      </Group>
    </form>
  )
}
