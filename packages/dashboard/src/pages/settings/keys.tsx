import { Button, Code, CopyButton, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import type { Body, Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { Answer } from '../../parts/answer.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'

type Key = Reply<'keys.list'>['data'][number]
type Scopes = Body<'keys.create'>['scopes']

const READ: Scopes = ['contacts:read', 'segments:read', 'campaigns:read', 'project:read']
const KINDS: { value: string; label: string; scopes: Scopes }[] = [
  {
    value: 'app',
    label: 'Read and write contacts and segments',
    scopes: [...READ, 'contacts:write', 'segments:write'],
  },
  { value: 'read', label: 'Read only', scopes: READ },
  { value: 'all', label: 'Everything, as an owner', scopes: ['*'] },
]

/** The keys of this project: what each may do, when it was used, and a new one. */
export function Keys() {
  const query = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => client.keys.list({ signal }) })
  return (
    <>
      <Answer query={query} waiting={<Waiting rows={2} />}>
        {({ data }) => data.map((key) => <KeyLine key={key.id} apiKey={key} />)}
      </Answer>
      <NewKey />
    </>
  )
}

function KeyLine({ apiKey: { id, name, hint, scopes, lastUsedAt } }: { apiKey: Key }) {
  const revoke = useChange(() => client.keys.revoke(id), { changes: ['keys'] })
  return (
    <div className={classes.key}>
      <div className={classes.keyWords}>
        <strong>{name}</strong> <Code>{hint}</Code>
        <div className={classes.quiet}>
          {scopes.includes('*') ? 'May do everything' : scopes.join(', ')} · last used{' '}
          <Ago time={lastUsedAt} none="never" />
        </div>
      </div>
      <InlineConfirm
        ask="Revoke"
        question="Whoever uses it is refused at once."
        yes="Revoke the key"
        busy={revoke.isPending}
        run={() => revoke.mutate()}
      />
    </div>
  )
}

function NewKey() {
  const [name, setName] = useState('')
  const [kind, setKind] = useState('app')
  const scopes = KINDS.find(({ value }) => value === kind)?.scopes ?? READ
  const create = useChange(() => client.keys.create({ name: name.trim(), scopes }), {
    changes: ['keys'],
    done: () => setName(''),
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Stack gap="sm">
      <form onSubmit={submit} className={classes.new}>
        <TextInput
          label="New key"
          placeholder="What it is for"
          required
          maxLength={200}
          className={classes.grow}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="It may"
          allowDeselect={false}
          className={classes.grow}
          data={KINDS.map(({ value, label }) => ({ value, label }))}
          value={kind}
          onChange={(value) => value && setKind(value)}
        />
        <Button type="submit" variant="default" loading={create.isPending} disabled={name.trim() === ''}>
          Create the key
        </Button>
      </form>
      {create.error && <ErrorState error={create.error} />}
      {create.data && <FreshKey token={create.data.token} />}
    </Stack>
  )
}

function FreshKey({ token }: { token: string }) {
  return (
    <Notice>
      <Text size="sm">Copy the key now. It is shown this once and kept only as a hash.</Text>
      <Group gap="xs" mt={6}>
        <Code style={{ overflowWrap: 'anywhere' }}>{token}</Code>
        <CopyButton value={token}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Notice>
  )
}
