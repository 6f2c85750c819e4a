import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client, type Project } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { useMay } from './use-may.ts'
import { ZonePicker } from './zone-picker.tsx'

const FIELDS = ['name', 'timezone', 'fromName', 'fromEmail', 'postalAddress'] as const
type Given = Record<(typeof FIELDS)[number], string>

/** Name, zone and sender; saving offers the way back. */
export function ProjectForm({ project }: { project: Project }) {
  const [given, setGiven] = useState(() => toGiven(project))
  const isSame = FIELDS.every((key) => given[key].trim() === toGiven(project)[key])
  const field = (key: keyof Given) => ({
    value: given[key],
    onChange: (event: { currentTarget: { value: string } }) => setGiven({ ...given, [key]: event.currentTarget.value }),
  })
  const save = useChange(() => client.project.update(toChange(given)), {
    changes: ['project', 'segments', 'preview', 'contacts', 'audit'],
    undo: () => ({
      words: 'Saved.',
      run: () => client.project.update(toChange(toGiven(project))).then((before) => setGiven(toGiven(before))),
    }),
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <fieldset disabled={!useMay()('project:write')} style={{ all: 'unset', display: 'block' }}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput label="Name" required maxLength={200} className={classes.wide} {...field('name')} />
        <ZonePicker
          saved={project.timezone}
          value={given.timezone}
          onChange={(timezone) => setGiven({ ...given, timezone })}
        />
        <TextInput
          label="Sender's name"
          description="New campaigns start with it."
          maxLength={255}
          {...field('fromName')}
        />
        <TextInput
          label="Sender's address"
          description="Its domain has to allow your mail server to send (SPF, DKIM)."
          type="email"
          {...field('fromEmail')}
        />
        <TextInput
          label="Postal address"
          description="Many countries ask for it in every marketing message."
          maxLength={500}
          className={classes.wide}
          {...field('postalAddress')}
        />
        <Group gap="sm" className={classes.wide}>
          <Button type="submit" loading={save.isPending} disabled={isSame}>
            Save
          </Button>
        </Group>
        {save.error && (
          <div className={classes.wide}>
            <ErrorState error={save.error} />
          </div>
        )}
      </form>
    </fieldset>
  )
}

function toGiven({ name, timezone, fromName, fromEmail, postalAddress }: Project): Given {
  return {
    name,
    timezone,
    fromName: fromName ?? '',
    fromEmail: fromEmail ?? '',
    postalAddress: postalAddress ?? '',
  }
}

function toChange({ name, timezone, ...sender }: Given) {
  return {
    name: name.trim(),
    timezone,
    fromName: sender.fromName.trim() || null,
    fromEmail: sender.fromEmail.trim() || null,
    postalAddress: sender.postalAddress.trim() || null,
  }
}
