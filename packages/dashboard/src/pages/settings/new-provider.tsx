import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'
import { CopySecret } from './copy-secret.tsx'
import { type Given, ProviderFields } from './provider-fields.tsx'
import type { ProviderKind } from './providers.ts'

type Props = {
  kinds: ProviderKind[]
  chosen: string | undefined
  choose: (kind: string) => void
  /** With the id of what was added, or without one. */
  done: (id?: string) => void
}

const NOTHING = { settings: {}, secrets: {} }

/** Adds an account; what it needs follows from the service. */
export function NewProvider({ kinds, chosen, choose, done }: Props) {
  const kind = kinds.find(({ id }) => id === chosen) ?? kinds[0]
  const [ownName, setName] = useState<string>()
  const [given, setGiven] = useState<Given>({})
  const [made, setMade] = useState<{ id: string; made: Given }>()
  const name = ownName ?? kind?.name ?? ''
  const create = useChange(
    () => client.providers.create({ kind: kind?.id ?? '', name: name.trim(), settings: ofKind(given, kind) }),
    {
      changes: ['providers', 'audit'],
      done: ({ id, made }) => (Object.keys(made).length > 0 ? setMade({ id, made }) : done(id)),
      ownErrors: true,
    },
  )
  if (made) {
    return (
      <Panel title={`${name} is added`}>
        <CopySecret
          words="Rollcall signs each message with this secret. It is shown this once: give it to the program that takes them."
          lines={Object.values(made.made).map((secret) => ({ label: 'Copy', text: secret }))}
        />
        <Button mt="sm" variant="default" onClick={() => done(made.id)}>
          I have copied it
        </Button>
      </Panel>
    )
  }
  return (
    <Panel title="New provider">
      <EntryForm label="New provider" save={create} words="Add the provider" close={() => done()}>
        <Select
          label="Service"
          allowDeselect={false}
          autoFocus
          data={kinds.map(({ id, name: label }) => ({ value: id, label }))}
          value={kind?.id ?? null}
          onChange={(id) => id && choose(id)}
        />
        <TextInput
          label="Name"
          required
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        {kind && <ProviderFields kind={kind} known={NOTHING} given={given} onChange={setGiven} />}
      </EntryForm>
    </Panel>
  )
}

/** Who changes their mind about the service finds what they typed, and sends only what it asks for. */
function ofKind(given: Given, kind: ProviderKind | undefined): Given {
  return Object.fromEntries(Object.entries(given).filter(([key]) => kind?.fields.some((field) => field.key === key)))
}
