import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api.ts'

/** One of the lists that are kept by hand. */
export function StaticListPicker({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (id: string | undefined) => void
}) {
  const [search, setSearch] = useState('')
  const [q] = useDebouncedValue(search.trim(), 120)
  const { data } = useQuery({
    queryKey: ['segments', 'static', q],
    queryFn: ({ signal }) => client.segments.list({ q: q || undefined, limit: 100 }, { signal }),
    placeholderData: keepPreviousData,
  })
  const lists = (data?.data ?? []).filter(({ kind }) => kind === 'static')
  return (
    <Select
      label="Static list"
      placeholder="Choose a list"
      searchable
      comboboxProps={{ withinPortal: false }}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage="No static list is called that."
      data={lists.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  )
}
