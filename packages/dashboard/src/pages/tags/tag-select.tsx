import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, type Tag } from '../../api.ts'
import { CountedOption } from '../../parts/counted-option.tsx'
import { TagDot, TagLabel } from '../../parts/tag-label.tsx'
import { useTagColor } from '../../parts/use-tag-color.ts'

type Props = {
  label: string
  value: Tag | undefined
  onChange: (tag: Tag | undefined) => void
  /** The only ones there are; without them all tags are searched. */
  choices?: Tag[]
  except?: Tag
}

/** One tag by name, with how many people carry it; the ones like `except` come first. */
export function TagSelect({ label, value, onChange, choices, except }: Props) {
  const color = useTagColor(value?.name ?? '')
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed === value?.name ? '' : typed.trim(), 120)
  const { data } = useQuery({
    queryKey: ['tags', 'select', q, except?.name],
    queryFn: async ({ signal }) => {
      const found = await client.tags.list({ q: q || undefined, limit: 50 }, { signal })
      const alike = q || !except ? [] : (await client.tags.list({ similarTo: except.name, limit: 5 }, { signal })).data
      return [...new Map([...alike, ...found.data].map((tag) => [tag.id, tag])).values()]
    },
    enabled: choices === undefined,
    placeholderData: keepPreviousData,
  })
  const offered = (choices ?? data ?? []).filter(({ id }) => id !== except?.id)
  const known = new Map([...offered, ...(value ? [value] : [])].map((tag) => [tag.id, tag]))
  return (
    <Select
      label={label}
      placeholder="Choose a tag"
      searchable={choices === undefined}
      allowDeselect={false}
      data-autofocus
      leftSection={color && <TagDot name={value?.name ?? ''} />}
      data={[...known.values()].map(({ id, name }) => ({ value: id, label: name }))}
      // The server has searched already.
      filter={({ options }) => options.filter((option) => 'value' in option && (choices || option.value !== value?.id))}
      renderOption={({ option }) => (
        <CountedOption label={<TagLabel name={option.label} />} count={known.get(option.value)?.contactCount ?? 0} />
      )}
      nothingFoundMessage="No other tag is called that."
      onSearchChange={setTyped}
      value={value?.id ?? null}
      onChange={(id) => onChange(known.get(id ?? ''))}
    />
  )
}
