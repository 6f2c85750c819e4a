import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Contact } from '../../api.ts'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { useMay } from '../../use-may.ts'
import { AddChannel } from './add-channel.tsx'
import { ConsentRow } from './consent-row.tsx'
import type { Consent } from './consents-of.ts'
import { type TextChannel, textChannels } from './text-channels.ts'
import { useContactChange } from './use-contact.ts'

type Props = { contact: Contact; known: ReadonlyMap<string, Consent> }

/** The channels beyond e-mail on which they can be reached or said something, and the way to one more. */
export function ChannelRows({ contact, known }: Props) {
  const [isAdding, setAdding] = useState(false)
  const mayWrite = useMay()('contacts:write')
  const shown = textChannels.filter(
    (channel) => addressOn(contact, channel) || contact.consent[channel] || known.has(channel),
  )
  const addable = textChannels.filter((channel) => !addressOn(contact, channel))
  return (
    <>
      {shown.map((channel) => (
        <ChannelRow key={channel} contact={contact} channel={channel} known={known.get(channel)} />
      ))}
      {mayWrite && addable.length > 0 && (
        <li>
          {isAdding ? (
            <AddChannel contact={contact} channels={addable} close={() => setAdding(false)} />
          ) : (
            <Button variant="default" size="compact-xs" onClick={() => setAdding(true)}>
              Add a channel
            </Button>
          )}
        </li>
      )}
    </>
  )
}

/** Texts go to the phone first. */
function addressOn({ phone, channels }: Contact, channel: TextChannel): string | undefined {
  return (channel === 'sms' ? phone : null) ?? channels[channel]
}

type RowProps = { contact: Contact; channel: TextChannel; known: Consent | undefined }

function ChannelRow({ contact, channel, known }: RowProps) {
  const change = useContactChange(contact, { ownErrors: true })
  const state = contact.consent[channel]
  const next = state === 'opted_in' ? 'opted_out' : 'opted_in'
  const address = addressOn(contact, channel)
  const name = CHANNEL_NAMES[channel]
  return (
    <ConsentRow
      name={address ? `${name} ${address}` : name}
      status={state ?? 'unknown'}
      word={state === 'opted_in' ? 'Agreed' : state === 'opted_out' ? 'Refused' : 'Not known'}
      known={known}
      unknown="Nothing was written down."
      change={{
        label: next === 'opted_in' ? 'They agreed' : 'They refused',
        run: (proof) => change({ consent: { [channel]: next }, proof }, `Their answer about ${name} is written down.`),
      }}
    />
  )
}
