import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api.ts'
import { CountedOption } from '../../parts/counted-option.tsx'
import { TagDot, TagLabel } from '../../parts/tag-label.tsx'
import { useTagColor } from '../../parts/use-tag-color.ts'

type Props = { value: string | null; onChange: (id: string | null) => void }

/** The one tag whose people a view includes. */
export function IncludedTagPicker({ value, onChange }: Props) {
  const [search, setSearch] = useState('')
  const [q] = useDebouncedValue(search.trim(), 120)
  const found = useQuery({
    queryKey: ['tags', 'included', q],
    queryFn: ({ signal }) => client.tags.list({ q: q || undefined, limit: 50 }, { signal }),
    placeholderData: keepPreviousData,
  })
  const picked = useQuery({
    queryKey: ['tags', 'named', value],
    queryFn: ({ signal }) => (value === null ? null : client.tags.get(value, { signal })),
    enabled: value !== null,
  })
  const listed = found.data?.data ?? []
  const isListed = listed.some(({ id }) => id === value)
  const tags = picked.data && !isListed ? [picked.data, ...listed] : listed
  const name = tags.find(({ id }) => id === value)?.name ?? ''
  const color = useTagColor(name)
  const counts = new Map(tags.map(({ id, contactCount }) => [id, contactCount]))
  return (
    <Select
      label="Also include everyone with the tag"
      description="They are in this list whatever the filter says."
      placeholder="No tag"
      searchable
      clearable
      leftSection={color && <TagDot name={name} />}
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={200}
      nothingFoundMessage="No tag is called that."
      searchValue={search}
      onSearchChange={setSearch}
      data={tags.map(({ id, name }) => ({ value: id, label: name }))}
      renderOption={({ option }) => (
        <CountedOption label={<TagLabel name={option.label} />} count={counts.get(option.value) ?? 0} />
      )}
      value={value}
      onChange={onChange}
    />
  )
}
