import { Button, Group, TagsInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, queryClient } from '../api.ts'
import { TagLabel } from './tag-label.tsx'
import { TagPill } from './tag-pill.tsx'

type Props = {
  label: string
  value: string[]
  onChange: (names: string[]) => void
  description?: string
  hideLabel?: boolean
}

type Doubt = { name: string; similar: string }

/** Tags by name; one that does not exist yet is made when it is used, and one that nearly exists is asked about first. */
export function TagNames({ label, value, onChange, description, hideLabel }: Props) {
  const [isAsked, setIsAsked] = useState(false)
  const [search, setSearch] = useState('')
  const [doubt, setDoubt] = useState<Doubt>()
  const [q] = useDebouncedValue(search.trim(), 120)
  const { data } = useQuery({
    queryKey: ['tags', 'names', q],
    queryFn: ({ signal }) => client.tags.list({ q: q || undefined, limit: 50 }, { signal }),
    placeholderData: keepPreviousData,
    enabled: isAsked,
  })
  const known = data?.data.map(({ name }) => name) ?? []
  // All tags are offered at first; later only what is being typed, so that the list covers nothing below.
  const isAsking = value.length === 0 || search.trim() !== ''
  const take = async (names: string[]) => {
    const fresh = names.find((name) => !value.includes(name) && !known.includes(name))
    const similar = fresh === undefined ? undefined : await findSimilar(fresh)
    if (fresh === undefined || similar === undefined) return onChange(names)
    setDoubt({ name: fresh, similar })
  }
  const settle = (name: string) => {
    setDoubt(undefined)
    onChange([...new Set([...value, name])])
  }
  return (
    <>
      <TagsInput
        label={hideLabel ? undefined : label}
        aria-label={label}
        description={description}
        placeholder={value.length === 0 ? 'Type a tag, then Enter' : undefined}
        data={isAsking ? known : []}
        onFocus={() => setIsAsked(true)}
        searchValue={search}
        onSearchChange={setSearch}
        // VIP and vip are two tags.
        isDuplicate={(name, names) => names.includes(name)}
        maxDropdownHeight={220}
        // A popover around it would take a click on a portal for one outside.
        comboboxProps={{ withinPortal: false }}
        acceptValueOnBlur
        renderOption={({ option }) => <TagLabel name={option.value} />}
        renderPill={({ option, onRemove, disabled }) => (
          <TagPill name={option.label} onRemove={onRemove} disabled={disabled} />
        )}
        value={value}
        onChange={(names) => void take(names)}
      />
      {doubt && <Ask doubt={doubt} settle={settle} />}
    </>
  )
}

function Ask({ doubt: { name, similar }, settle }: { doubt: Doubt; settle: (name: string) => void }) {
  return (
    <Group gap={6} mt={6} role="status">
      <span>
        “{name}” looks like “{similar}”, which exists.
      </span>
      <Button size="compact-xs" onClick={() => settle(similar)}>
        Use “{similar}”
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => settle(name)}>
        Keep “{name}”
      </Button>
    </Group>
  )
}

/** The tag that may be meant by a name that is none; a guard that cannot ask lets everything pass. */
async function findSimilar(name: string): Promise<string | undefined> {
  try {
    const ask = (query: { q: string } | { similarTo: string }) =>
      queryClient.fetchQuery({
        queryKey: ['tags', 'guard', query],
        queryFn: ({ signal }) => client.tags.list({ ...query, limit: 50 }, { signal }),
      })
    const [same, similar] = await Promise.all([ask({ q: name }), ask({ similarTo: name })])
    return same.data.some((tag) => tag.name === name) ? undefined : similar.data[0]?.name
  } catch {
    return undefined
  }
}
