import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { topicsQuery } from '../../parts/topics.ts'

type Props = { value: string | null; onChange: (topic: string | null) => void }

/** What a campaign is about; no question where there are no topics. */
export function TopicSelect({ value, onChange }: Props) {
  const topics = useQuery(topicsQuery).data?.data.filter(({ id, isActive }) => isActive || id === value) ?? []
  if (topics.length === 0) return null
  const chosen = topics.find(({ id }) => id === value)
  return (
    <Select
      label="What it is about"
      description={
        !chosen
          ? 'With a topic, only those get it who want that topic, and its link lets them leave the topic alone.'
          : chosen.default === 'opt_in'
            ? 'Whoever said no to this topic is left out.'
            : 'Only whoever said yes to this topic gets it.'
      }
      allowDeselect={false}
      data={[
        { value: '', label: 'No topic in particular' },
        ...topics.map(({ id, name, visibility }) => ({
          value: id,
          label: visibility === 'private' ? `${name} (private)` : name,
        })),
      ]}
      value={value ?? ''}
      onChange={(id) => onChange(id || null)}
    />
  )
}
