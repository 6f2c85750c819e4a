import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { callingOf } from '../../parts/calling-of.ts'
import { MailFrame } from '../../parts/mail-frame.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './composer.module.css'

type Props = { id: string; updatedAt: string }

/** The saved message as one person would get it. */
export function PreviewCard({ id, updatedAt }: Props) {
  const [contact, setContact] = useState<string>()
  const query = useQuery({
    queryKey: ['campaigns', 'preview', id, contact, updatedAt],
    queryFn: ({ signal }) => client.campaigns.preview(id, { contact }, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Panel title="As a person gets it">
      <PersonSelect value={contact} onChange={setContact} />
      <Answer query={query} waiting={<Waiting height={320} />}>
        {({ subject, html }) => (
          <>
            <dl className={classes.previewHead}>
              <dt>Subject</dt>
              <dd>{subject}</dd>
            </dl>
            <MailFrame html={html} title="Preview of the message" />
          </>
        )}
      </Answer>
    </Panel>
  )
}

type SelectProps = { value: string | undefined; onChange: (id: string | undefined) => void }

function PersonSelect({ value, onChange }: SelectProps) {
  const [search, setSearch] = useState('')
  const [q] = useDebouncedValue(search.trim(), 150)
  const { data } = useQuery({
    queryKey: ['contacts', 'picker', q],
    queryFn: ({ signal }) => client.contacts.search({ q: q || undefined, limit: 20 }, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Select
      label="Preview as"
      placeholder="Somebody of the audience"
      searchable
      clearable
      // The server has searched already.
      filter={({ options }) => options}
      data={data?.data.map((person) => ({ value: person.id, label: callingOf(person) })) ?? []}
      nothingFoundMessage="Nobody is called that."
      searchValue={search}
      onSearchChange={setSearch}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  )
}
