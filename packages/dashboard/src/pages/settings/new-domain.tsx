import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { Panel } from '../../parts/panel.tsx'
import { problemAt } from '../../problem-at.ts'
import { useProject } from '../../session.ts'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'

/** Adds a domain; its record is shown next. `done` gets the id, or nothing when there is none. */
export function NewDomain({ done }: { done: (id?: string) => void }) {
  const sender = useProject()?.fromEmail
  const [domain, setDomain] = useState(sender?.split('@')[1] ?? '')
  const create = useChange(() => client.domains.create({ domain: domain.trim() }), {
    changes: ['domains', 'audit'],
    done: ({ id }) => done(id),
    ownErrors: true,
  })
  return (
    <Panel title="New domain">
      <EntryForm label="New domain" save={create} words="Add the domain" close={() => done()}>
        <TextInput
          label="Domain"
          description="What stands behind the @ of your sender's address."
          placeholder="example.org"
          required
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={253}
          error={problemAt(create.error, 'domain')}
          className={classes.wide}
          value={domain}
          onChange={({ currentTarget }) => setDomain(currentTarget.value)}
        />
      </EntryForm>
    </Panel>
  )
}
