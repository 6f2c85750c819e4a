import { type ComboboxRenderPillInput, MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CountedOption } from './counted-option.tsx'
import { type NamedKind, namedQuery, namedSources } from './named-query.ts'
import { TagLabel } from './tag-label.tsx'
import { TagPill } from './tag-pill.tsx'

type Props = {
  kind: NamedKind
  /** Ids. */
  value: string[]
  onChange: (ids: string[]) => void
  label: string
  showLabel?: boolean
  error?: boolean
  /** It stands in a popover, which would take a click on a portal for one outside. */
  inPopover?: boolean
}

/** Picks tags, segments or campaigns by name, with how many people each holds; keeps their ids. */
export function NamedPicker({ kind, value, onChange, label, showLabel, error, inPopover }: Props) {
  const [isAsked, setIsAsked] = useState(false)
  const [search, setSearch] = useState('')
  const [q] = useDebouncedValue(search.trim(), 120)
  const source = namedSources[kind]
  const isTag = kind === 'tag'
  const found = useQuery({
    queryKey: [`${kind}s`, 'picker', q],
    queryFn: ({ signal }) => source.list(q || undefined, signal),
    placeholderData: keepPreviousData,
    enabled: isAsked,
  })
  const picked = useQueries({ queries: value.map((id) => namedQuery(kind, id)) })
  const things = new Map((found.data ?? []).map((thing) => [thing.id, thing]))
  value.forEach((id, place) => {
    const thing = picked[place]?.data
    // One that is picked is not offered: how many it holds is not told.
    if (!things.has(id)) things.set(id, { id, name: thing?.name ?? '…', count: 0 })
  })
  return (
    <MultiSelect
      label={showLabel ? label : undefined}
      aria-label={label}
      error={error}
      data={[...things.values()].map(({ id, name }) => ({ value: id, label: name }))}
      // The server has searched already; picked ones must stay known, but not be offered for every search.
      filter={({ options }) =>
        options.filter((option) => 'value' in option && found.data?.some(({ id }) => id === option.value))
      }
      renderOption={({ option: { value: id, label: name } }) => (
        <CountedOption label={isTag ? <TagLabel name={name} /> : name} count={things.get(id)?.count ?? 0} />
      )}
      {...(isTag && { renderPill: renderTag })}
      onFocus={() => setIsAsked(true)}
      onDropdownOpen={() => setIsAsked(true)}
      comboboxProps={{ withinPortal: !inPopover }}
      searchable
      hidePickedOptions
      searchValue={search}
      onSearchChange={setSearch}
      placeholder={value.length === 0 ? `Choose ${kind}s` : undefined}
      nothingFoundMessage={found.data && source.none}
      value={value}
      onChange={onChange}
    />
  )
}

function renderTag({ option, onRemove, disabled }: ComboboxRenderPillInput) {
  return <TagPill name={option.label} onRemove={onRemove} disabled={disabled} />
}
