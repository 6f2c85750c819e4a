import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CHANNEL_NAMES, type Channel } from '../../parts/channel-names.ts'
import { providersQuery } from '../settings/providers.ts'
import classes from './composer.module.css'

type Props = { channel: Channel; value: string | null; onChange: (provider: string | null) => void }

/** Which account a campaign leaves through; of mail no question where there is one only. */
export function ProviderSelect({ channel, value, onChange }: Props) {
  const { data } = useQuery(providersQuery)
  const providers = (data?.data ?? []).filter((one) => one.channel === channel)
  if (channel === 'email' && providers.length < 2) return null
  if (data && providers.length === 0) {
    return (
      <p className={classes.quiet}>
        Nothing carries {CHANNEL_NAMES[channel]} yet.{' '}
        <Link to="/settings/providers" search={{ new: true, kind: channel === 'sms' ? 'twilio' : 'webhook' }}>
          Add a provider
        </Link>{' '}
        for it.
      </p>
    )
  }
  const standard = providers.find(({ isDefault }) => isDefault)
  return (
    <Select
      label="Sent through"
      allowDeselect={false}
      data={[
        { value: '', label: standard ? `The default, now ${standard.name}` : 'The default' },
        ...providers.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value ?? ''}
      onChange={(id) => onChange(id || null)}
    />
  )
}
