import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { client, type Project } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'
import { ZonePicker } from './zone-picker.tsx'

/** Name and zone; saving offers the way back. */
export function ProjectForm({ project: { name, timezone } }: { project: Project }) {
  const saved = { name, timezone }
  const [given, setGiven] = useState(saved)
  const isSame = given.name.trim() === name && given.timezone === timezone
  const save = useChange(() => client.project.update({ ...given, name: given.name.trim() }), {
    changes: ['project', 'segments', 'preview', 'contacts', 'audit'],
    undo: () => ({ words: 'Saved.', run: () => client.project.update(saved).then(() => setGiven(saved)) }),
    ownErrors: true,
  })
  return (
    <fieldset disabled={!useMay()('project:write')} className={classes.fieldset}>
      <EntryForm label="Project" save={save} words="Save" isDisabled={isSame}>
        <TextInput
          label="Name"
          required
          maxLength={200}
          className={classes.wide}
          value={given.name}
          onChange={({ currentTarget }) => setGiven({ ...given, name: currentTarget.value })}
        />
        <ZonePicker
          saved={timezone}
          value={given.timezone}
          onChange={(next) => setGiven({ ...given, timezone: next })}
        />
      </EntryForm>
    </fieldset>
  )
}
