import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import entry from '../../parts/entry-form.module.css'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import { type Given, ProviderFields } from './provider-fields.tsx'
import type { Provider, ProviderKind } from './providers.ts'

/** An account's name and settings; only what was changed is sent, and secrets stay where they are. */
export function EditProvider({ provider, kind }: { provider: Provider; kind: ProviderKind }) {
  const [name, setName] = useState(provider.name)
  const [given, setGiven] = useState<Given>({})
  const isSame = name.trim() === provider.name && Object.keys(given).length === 0
  const isSecret = kind.fields.some(({ key, secret }) => secret && key in given)
  const save = useChange(() => client.providers.update(provider.id, { name: name.trim(), settings: given }), {
    changes: ['providers', 'audit'],
    undo: () =>
      isSecret
        ? undefined
        : { words: 'Saved.', run: () => client.providers.update(provider.id, before(provider, given)) },
    ownErrors: true,
  })
  return (
    <EntryForm label={`Change ${provider.name}`} save={save} words="Save" isDisabled={isSame}>
      <TextInput
        label="Name"
        description="What campaigns and this list call it."
        required
        maxLength={100}
        className={entry.wide}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <ProviderFields kind={kind} known={provider} given={given} onChange={setGiven} />
    </EntryForm>
  )
}

// What the API knows no more cannot be given back; an empty text clears what was not there.
function before({ name, settings }: Provider, given: Given) {
  return { name, settings: Object.fromEntries(Object.keys(given).map((key) => [key, settings[key] ?? ''])) }
}
