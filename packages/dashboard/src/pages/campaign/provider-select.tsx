import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { providersQuery } from '../settings/providers.ts'

type Props = { value: string | null; onChange: (provider: string | null) => void }

/** Which account a campaign leaves through; no question where there is one only. */
export function ProviderSelect({ value, onChange }: Props) {
  const providers = useQuery(providersQuery).data?.data ?? []
  if (providers.length < 2) return null
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
