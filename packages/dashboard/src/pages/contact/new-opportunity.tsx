import { Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type Contact, client } from '../../api.ts'
import { DecimalInput } from '../../parts/decimal-input.tsx'
import { FormFoot } from '../../parts/form-foot.tsx'
import { useChange } from '../../use-change.ts'
import classes from './contact.module.css'
import type { Pipeline } from './opportunity-row.tsx'
import { CONTACT_CHANGES } from './use-contact.ts'

type Props = { contact: Contact; pipelines: Pipeline[]; close: () => void }

/** A new opportunity with this person, at the first stage of the first pipeline unless chosen otherwise. */
export function NewOpportunity({ contact, pipelines, close }: Props) {
  const [name, setName] = useState('')
  const [value, setValue] = useState<number>()
  const [pipelineId, setPipeline] = useState(pipelines[0]?.id ?? '')
  const [picked, setStage] = useState<string>()
  const stages = pipelines.find(({ id }) => id === pipelineId)?.stages ?? []
  const stage = stages.find(({ id }) => id === picked)?.id ?? stages[0]?.id ?? ''
  const create = useChange(
    () => client.opportunities.create({ contact: contact.id, name: name.trim(), pipeline: pipelineId, stage, value }),
    { changes: CONTACT_CHANGES, ownErrors: true, done: close },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form onSubmit={submit} className={classes.proofForm} aria-label="New opportunity">
      <TextInput
        size="xs"
        label="Name"
        required
        autoFocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group grow gap="xs">
        <Select
          size="xs"
          label="Pipeline"
          allowDeselect={false}
          data={pipelines.map((one) => ({ value: one.id, label: one.name }))}
          value={pipelineId}
          onChange={(next) => setPipeline(next ?? pipelineId)}
        />
        <Select
          size="xs"
          label="Stage"
          allowDeselect={false}
          data={stages.map((one) => ({ value: one.id, label: one.name }))}
          value={stage}
          onChange={(next) => setStage(next ?? undefined)}
        />
      </Group>
      <DecimalInput
        size="xs"
        label="Value"
        min={0}
        max={1e12}
        thousandSeparator=" "
        value={value}
        onChange={setValue}
      />
      <FormFoot
        words="Create"
        isBusy={create.isPending}
        isDisabled={name.trim() === '' || stage === ''}
        error={create.error}
        close={close}
      />
    </form>
  )
}
