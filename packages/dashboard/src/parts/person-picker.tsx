import { type ComboboxParsedItem, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconUserSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Contact, client, queryClient } from '../api.ts'
import { callingOf } from './calling-of.ts'

const SHOWN = 20

type Props = {
  label: string
  hideLabel?: boolean
  /** What stands in it while nobody is chosen. */
  placeholder?: string
  contact: string | undefined
  onPick: (contact: string | undefined) => void
}

/** Finds one person by name, address or company. */
export function PersonPicker({
  label,
  hideLabel,
  placeholder = 'Find a person by name or address',
  contact,
  onPick,
}: Props) {
  const [typed, setTyped] = useState('')
  // People are looked for once somebody comes to the field.
  const [isAsked, setAsked] = useState(false)
  const picked = useQuery({
    queryKey: keyOf(contact),
    queryFn: ({ signal }) => client.contacts.get(contact ?? '', { signal }),
    enabled: contact !== undefined,
  })
  const chosen = contact === undefined ? undefined : picked.data
  // What stands there once somebody is chosen is no question.
  const asked = chosen && typed === wordsFor(chosen) ? '' : typed.trim()
  const [q] = useDebouncedValue(asked, 120)
  const found = useQuery({
    queryKey: ['contacts', 'picker', q],
    queryFn: ({ signal }) => client.contacts.search({ q: q || undefined, limit: SHOWN }, { signal }),
    placeholderData: keepPreviousData,
    enabled: isAsked,
  })
  const people = [...(chosen ? [chosen] : []), ...(found.data?.data ?? []).filter(({ id }) => id !== chosen?.id)]
  const options = people.map((person) => ({ value: person.id, label: wordsFor(person) }))
  const offered = new Set(found.data?.data.map(({ id }) => id))
  const pick = (id: string | null) => {
    const person = people.find((one) => one.id === id)
    if (person) queryClient.setQueryData(keyOf(person.id), person)
    onPick(id ?? undefined)
  }
  return (
    <Select
      label={hideLabel ? undefined : label}
      aria-label={label}
      leftSection={<IconUserSearch size={15} aria-hidden />}
      placeholder={placeholder}
      maw={460}
      comboboxProps={{ withinPortal: hideLabel ?? false }}
      searchable
      clearable
      data={found.data?.approximate ? [{ group: 'No exact match. Similar:', items: options }] : options}
      // The server has searched; the chosen one is offered only where it was found.
      filter={({ options }) => options.flatMap((option) => listed(option, offered))}
      onFocus={() => setAsked(true)}
      onDropdownOpen={() => setAsked(true)}
      nothingFoundMessage={found.data && 'Nobody is called that.'}
      searchValue={typed}
      onSearchChange={setTyped}
      value={chosen?.id ?? null}
      onChange={pick}
    />
  )
}

const keyOf = (contact: string | undefined) => ['contacts', 'one', contact]

function listed(option: ComboboxParsedItem, offered: ReadonlySet<string>): ComboboxParsedItem[] {
  if (!('group' in option)) return offered.has(option.value) ? [option] : []
  return [{ ...option, items: option.items.filter(({ value }) => offered.has(value)) }]
}

function wordsFor(person: Contact): string {
  const calling = callingOf(person)
  return person.name && person.name !== calling ? `${calling} · ${person.name}` : calling
}
