import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { topicsQuery } from '../../parts/topics.ts'

type Props = { value: string[]; onChange: (ids: string[]) => void }

/** The topics that people may tick, by id. */
export function TopicsPicker({ value, onChange }: Props) {
  const query = useQuery(topicsQuery)
  const known = query.data?.data ?? []
  const topics = known.filter(({ id, isActive }) => isActive || value.includes(id))
  return (
    <MultiSelect
      label="Topics to choose from"
      description="A box for each. Nothing is ticked before they tick it."
      placeholder={value.length === 0 ? 'None' : undefined}
      searchable
      nothingFoundMessage={query.data && 'No topic is called that.'}
      data={topics.map(({ id, name, isActive }) => ({
        value: id,
        label: isActive ? name : `${name} (not active, so nobody sees it)`,
      }))}
      value={value.filter((id) => query.data === undefined || topics.some((topic) => topic.id === id))}
      onChange={onChange}
    />
  )
}
