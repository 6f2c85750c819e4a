import { Select } from '@mantine/core'
import { CHANNEL_NAMES, type Channel } from '../../parts/channel-names.ts'
import { useProject } from '../../session.ts'
import { type Draft, movedTo } from './draft.ts'

// why: Object.keys forgets that these are exactly the channels
const CHANNELS = Object.keys(CHANNEL_NAMES) as Channel[]

type Props = { draft: Draft; set: (change: Partial<Draft>) => void }

/** What carries a campaign: e-mail, or a text on another channel. */
export function ChannelSelect({ draft, set }: Props) {
  const project = useProject()
  const move = (channel: Channel | undefined) => channel && set(movedTo(channel, draft, project))
  return (
    <Select
      label="Sent as"
      description={draft.channel === 'email' ? undefined : 'Only people who said yes to this channel get it.'}
      allowDeselect={false}
      data={CHANNELS.map((value) => ({ value, label: CHANNEL_NAMES[value] }))}
      value={draft.channel}
      onChange={(value) => move(CHANNELS.find((channel) => channel === value))}
    />
  )
}
