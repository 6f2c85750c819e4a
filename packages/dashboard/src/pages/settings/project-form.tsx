import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client, type Project } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** Name, zone and sender; a change of zone moves every "today" and "this month" of every segment. */
export function ProjectForm({ project }: { project: Project }) {
  const [given, setGiven] = useState({
    name: project.name,
    timezone: project.timezone,
    fromName: project.fromName ?? '',
    fromEmail: project.fromEmail ?? '',
    postalAddress: project.postalAddress ?? '',
  })
  const field = (key: keyof typeof given) => ({
    value: given[key],
    onChange: (event: { currentTarget: { value: string } }) => setGiven({ ...given, [key]: event.currentTarget.value }),
  })
  const save = useChange(
    () =>
      client.project.update({
        ...given,
        fromName: given.fromName.trim() || null,
        fromEmail: given.fromEmail.trim() || null,
        postalAddress: given.postalAddress.trim() || null,
      }),
    { changes: ['project', 'segments', 'preview', 'contacts'], ownErrors: true },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput label="Name" required maxLength={200} {...field('name')} />
      <Select
        label="Time zone"
        description="Where a day starts, for every segment."
        searchable
        allowDeselect={false}
        data={ZONES}
        value={given.timezone}
        onChange={(timezone) => timezone && setGiven({ ...given, timezone })}
      />
      <TextInput label="Sender's name" maxLength={255} {...field('fromName')} />
      <TextInput label="Sender's address" type="email" {...field('fromEmail')} />
      <TextInput
        label="Postal address"
        description="Many countries ask for it in every marketing message."
        maxLength={500}
        className={classes.wide}
        {...field('postalAddress')}
      />
      <Group gap="sm" className={classes.wide}>
        <Button type="submit" loading={save.isPending}>
          Save
        </Button>
        {save.isSuccess && (
          <Text size="sm" c="dimmed" role="status">
            Saved.
          </Text>
        )}
      </Group>
      {save.error && (
        <div className={classes.wide}>
          <ErrorState error={save.error} />
        </div>
      )}
    </form>
  )
}
