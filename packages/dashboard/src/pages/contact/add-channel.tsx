import { Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Contact } from '../../api.ts'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { FormFoot } from '../../parts/form-foot.tsx'
import { problemAt } from '../../problem-at.ts'
import classes from './contact.module.css'
import type { TextChannel } from './text-channels.ts'
import { useContactChange } from './use-contact.ts'

type Props = { contact: Contact; channels: readonly TextChannel[]; close: () => void }

/** Where they can be reached on one more channel. Whether they want that is another question, which its row asks. */
export function AddChannel({ contact, channels, close }: Props) {
  const [channel, setChannel] = useState(channels[0])
  const [address, setAddress] = useState('')
  const [trouble, setTrouble] = useState<unknown>()
  const change = useContactChange(contact, { ownErrors: true })
  if (!channel) return null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await change({ channels: { [channel]: address.trim() } }, `${CHANNEL_NAMES[channel]} is added.`)
      close()
    } catch (error) {
      setTrouble(error)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={classes.proofForm} aria-label="Add a channel">
      <Group grow gap="xs" align="flex-start">
        <Select
          size="xs"
          label="Channel"
          allowDeselect={false}
          data={channels.map((value) => ({ value, label: CHANNEL_NAMES[value] }))}
          value={channel}
          onChange={(value) => setChannel(channels.find((one) => one === value) ?? channel)}
        />
        <TextInput
          size="xs"
          label="Number or address there"
          required
          autoFocus
          maxLength={255}
          error={problemAt(trouble, `channels/${channel}`)}
          value={address}
          onChange={({ currentTarget }) => setAddress(currentTarget.value)}
        />
      </Group>
      <FormFoot words="Add" isDisabled={address.trim() === ''} error={trouble} close={close} />
    </form>
  )
}
