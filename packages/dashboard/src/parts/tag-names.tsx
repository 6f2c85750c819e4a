import { TagsInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../api.ts'

type Props = {
  label: string
  value: string[]
  onChange: (names: string[]) => void
  description?: string
  hideLabel?: boolean
}

/** Tags by name; one that does not exist yet is made when it is used. */
export function TagNames({ label, value, onChange, description, hideLabel }: Props) {
  const [search, setSearch] = useState('')
  const [q] = useDebouncedValue(search.trim(), 120)
  const { data } = useQuery({
    queryKey: ['tags', 'names', q],
    queryFn: ({ signal }) => client.tags.list({ q: q || undefined, limit: 50 }, { signal }),
    placeholderData: keepPreviousData,
  })
  // All tags are offered at first; later only what is being typed, so that the list covers nothing below.
  const isAsking = value.length === 0 || search.trim() !== ''
  return (
    <TagsInput
      label={hideLabel ? undefined : label}
      aria-label={label}
      description={description}
      placeholder={value.length === 0 ? 'Type a tag, then Enter' : undefined}
      data={isAsking ? (data?.data.map(({ name }) => name) ?? []) : []}
      searchValue={search}
      onSearchChange={setSearch}
      // VIP and vip are two tags.
      isDuplicate={(name, names) => names.includes(name)}
      maxDropdownHeight={220}
      // A popover around it would take a click on a portal for one outside.
      comboboxProps={{ withinPortal: false }}
      acceptValueOnBlur
      value={value}
      onChange={onChange}
    />
  )
}
