import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../api.ts'
import { useChange } from '../use-change.ts'
import { knowNamed, namedQuery } from './named-query.ts'

type Props = {
  value: string | undefined
  onChange: (id: string | undefined) => void
  label?: string
  description?: string
  /** Offers to make a list of the name that is typed. */
  canMake?: boolean
}

const MAKE = 'make'

/** One of the lists that are kept by hand. */
export function StaticListPicker({ value, onChange, label = 'Static list', description, canMake }: Props) {
  const [search, setSearch] = useState('')
  const [q] = useDebouncedValue(search.trim(), 120)
  const { data } = useQuery({
    queryKey: ['segments', 'static', q],
    queryFn: ({ signal }) => client.segments.list({ q: q || undefined, kind: 'static', limit: 100 }, { signal }),
    placeholderData: keepPreviousData,
  })
  const picked = useQuery({ ...namedQuery('segment', value ?? ''), enabled: value !== undefined }).data
  const make = useChange((name: string) => client.segments.create({ name, kind: 'static' }), {
    changes: ['segments'],
    done: (made) => {
      knowNamed('segment', made)
      onChange(made.id)
    },
  })
  const lists = new Map([...(data?.data ?? []), ...(picked ? [picked] : [])].map(({ id, name }) => [id, name]))
  const name = search.trim()
  const isNew = canMake && name !== '' && ![...lists.values()].includes(name)
  const options = [...lists].map(([id, listName]) => ({ value: id, label: listName }))
  return (
    <Select
      label={label}
      description={description}
      placeholder={canMake ? 'Choose a list, or type the name of a new one' : 'Choose a list'}
      searchable
      clearable
      comboboxProps={{ withinPortal: false }}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage="No static list is called that."
      data={isNew ? [...options, { value: MAKE, label: `Make “${name}”` }] : options}
      value={value ?? null}
      disabled={make.isPending}
      onChange={(id) => (id === MAKE ? make.mutate(name) : onChange(id ?? undefined))}
    />
  )
}
