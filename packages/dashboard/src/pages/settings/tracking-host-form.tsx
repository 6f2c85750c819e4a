import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'

/** Chooses the host; empty: the product's own address. */
export function TrackingHostForm({ host }: { host: string | null }) {
  const [given, setGiven] = useState(host ?? '')
  const save = useChange(() => client.trackingHost.update({ host: given.trim() || null }), {
    changes: ['tracking-host', 'audit'],
    undo: () => ({ words: 'Saved.', run: () => client.trackingHost.update({ host }) }),
    ownErrors: true,
  })
  return (
    <fieldset disabled={!useMay()('project:write')} className={classes.fieldset}>
      <EntryForm label="Host for links" save={save} words="Save the host" isDisabled={given.trim() === (host ?? '')}>
        <TextInput
          label="Host for links"
          description="Below a domain of yours, used for nothing else. Empty: the address of Rollcall."
          placeholder="click.example.org"
          autoComplete="off"
          spellCheck={false}
          maxLength={253}
          className={classes.wide}
          value={given}
          onChange={({ currentTarget }) => setGiven(currentTarget.value)}
        />
      </EntryForm>
    </fieldset>
  )
}
