import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconUserSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Contact, client } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import classes from './segment.module.css'

const SHOWN = 20

type Props = { contact: string | undefined; onPick: (contact: string | undefined) => void }

/** Finds one person by name, address or company. */
export function ContactPicker({ contact, onPick }: Props) {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 120)
  const picked = useQuery({
    queryKey: ['contacts', 'one', contact],
    queryFn: ({ signal }) => client.contacts.get(contact ?? '', { signal }),
    enabled: contact !== undefined,
  })
  const found = useQuery({
    queryKey: ['contacts', 'picker', q],
    queryFn: ({ signal }) => client.contacts.search({ q: q || undefined, limit: SHOWN }, { signal }),
    placeholderData: keepPreviousData,
  })
  const chosen = picked.data
  const people = [...(chosen ? [chosen] : []), ...(found.data?.data ?? []).filter(({ id }) => id !== chosen?.id)]
  const offered = new Set(found.data?.data.map(({ id }) => id))
  return (
    <Select
      aria-label="The person"
      className={classes.by}
      leftSection={<IconUserSearch size={15} aria-hidden />}
      placeholder="Find a person by name or address"
      searchable
      clearable
      data={people.map((person) => ({ value: person.id, label: wordsFor(person) }))}
      // The server has searched; the chosen one is offered only where it was found.
      filter={({ options }) => options.filter((option) => 'value' in option && offered.has(option.value))}
      nothingFoundMessage="Nobody is called that."
      searchValue={typed}
      onSearchChange={setTyped}
      value={chosen?.id ?? null}
      onChange={(id) => onPick(id ?? undefined)}
    />
  )
}

function wordsFor(person: Contact): string {
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ')
  const calling = callingOf(person)
  return name && name !== calling ? `${calling} · ${name}` : calling
}
