import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import { FreshKey } from './fresh-key.tsx'
import { PRESETS, SCOPE_WORDS, type Scope } from './scope-words.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'

const DAY_MS = 86_400_000
const LIVES = [
  { value: '0', label: 'Until it is revoked' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
]
// why: the keys of the table are exactly the scopes
const SINGLE = (Object.keys(SCOPE_WORDS) as Scope[]).filter((scope) => scope !== '*')

export function NewKey() {
  const may = useMay()
  const [name, setName] = useState('')
  const [kind, setKind] = useState('app')
  const [own, setOwn] = useState<Scope[]>(['contacts:read'])
  const [days, setDays] = useState('0')
  const presets = PRESETS.filter(({ scopes }) => scopes.every(may))
  const scopes = presets.find(({ value }) => value === kind)?.scopes ?? own
  const create = useChange(() => client.keys.create({ name: name.trim(), scopes, expiresAt: endOf(Number(days)) }), {
    changes: ['keys', 'audit'],
    done: () => setName(''),
    ownErrors: true,
  })
  return (
    <Stack gap="sm">
      <EntryForm
        label={'New key'}
        save={create}
        words="Create the key"
        isDisabled={name.trim() === '' || scopes.length === 0}
      >
        <TextInput
          label="What it is for"
          placeholder="Shop, website form, nightly export"
          required
          maxLength={200}
          className={classes.wide}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="It may"
          allowDeselect={false}
          data={[
            ...presets.map(({ value, label }) => ({ value, label })),
            { value: 'own', label: 'Choose one by one' },
          ]}
          value={kind}
          onChange={(value) => value && setKind(value)}
        />
        <Select label="It works" allowDeselect={false} data={LIVES} value={days} onChange={(it) => it && setDays(it)} />
        {kind === 'own' && (
          <Checkbox.Group
            label="It may"
            className={classes.wide}
            value={own}
            onChange={(chosen) => setOwn(SINGLE.filter((scope) => chosen.includes(scope)))}
          >
            <div className={classes.scopes}>
              {SINGLE.filter(may).map((scope) => (
                <Checkbox key={scope} value={scope} label={SCOPE_WORDS[scope]} />
              ))}
            </div>
          </Checkbox.Group>
        )}
      </EntryForm>
      {create.data && <FreshKey token={create.data.token} />}
    </Stack>
  )
}

function endOf(days: number): string | undefined {
  return days === 0 ? undefined : new Date(Date.now() + days * DAY_MS).toISOString()
}
