import { Button, Drawer, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { LookOnly } from '../../parts/look-only.tsx'
import { PersonPicker } from '../../parts/person-picker.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import classes from './opportunities.module.css'
import { lookOf } from './opportunity-mark.tsx'
import { STATUSES } from './search.ts'
import {
  type Opportunity,
  type Pipeline,
  useCreateOpportunity,
  useDeleteOpportunity,
  useEditOpportunity,
} from './use-opportunities.ts'
import { parseWorth, worthText } from './worth.ts'

type Props = {
  /** An id, or `new`; nothing while it is closed. */
  edit: string | undefined
  pipelines: Pipeline[]
  pipeline: Pipeline
  /** Where a new one starts, and with whom. */
  at: string | undefined
  contact: string | undefined
  close: () => void
}

/** Creates an opportunity, or changes one. */
export function OpportunityForm({ edit, ...props }: Props) {
  const isNew = edit === 'new'
  return (
    <Drawer
      opened={edit !== undefined}
      onClose={props.close}
      position="right"
      size="sm"
      title={isNew ? 'New opportunity' : 'Opportunity'}
    >
      {isNew && <NewOpportunity {...props} />}
      {edit !== undefined && !isNew && <ExistingOpportunity id={edit} {...props} />}
    </Drawer>
  )
}

type FormProps = Omit<Props, 'edit'>

function NewOpportunity({ pipeline, pipelines, at, contact, close }: FormProps) {
  const create = useCreateOpportunity(close)
  const stage = pipeline.stages.find(({ id }) => id === at) ?? pipeline.stages[0]
  const start: Draft = {
    ...{ name: '', contact, pipeline: pipeline.id, stage: stage?.id ?? '', status: 'open', value: '' },
  }
  return (
    <Fields start={start} pipelines={pipelines} button="Create" busy={create.isPending} error={create.error}>
      {({ contact: who, ...body }) => who && create.mutate({ ...body, contact: who })}
    </Fields>
  )
}

function ExistingOpportunity({ id, pipelines, close }: FormProps & { id: string }) {
  const query = useQuery({
    queryKey: ['opportunities', 'one', id],
    queryFn: ({ signal }) => client.opportunities.get(id, { signal }),
  })
  return (
    <Answer query={query} waiting={<Waiting height={320} />}>
      {(opportunity) => <Editing key={opportunity.updatedAt} {...{ opportunity, pipelines, close }} />}
    </Answer>
  )
}

type EditingProps = { opportunity: Opportunity; pipelines: Pipeline[]; close: () => void }

function Editing({ opportunity, pipelines, close }: EditingProps) {
  const save = useEditOpportunity(close)
  const remove = useDeleteOpportunity(close)
  const mayWrite = useMay()('contacts:write')
  const { contact, contactName, value, ...rest } = opportunity
  const start: Draft = { ...rest, contact, value: value === null ? '' : worthText(value) }
  return (
    <>
      <p className={classes.with}>
        With{' '}
        <Link to="/contacts/$contact" params={{ contact }}>
          {contactName ?? contact}
        </Link>
      </p>
      <fieldset disabled={!mayWrite} className={classes.fieldset}>
        <Fields
          isOld
          start={start}
          pipelines={pipelines}
          button={mayWrite ? 'Save' : undefined}
          busy={save.isPending}
          error={save.error}
        >
          {({ contact: _, ...change }) => save.mutate({ opportunity, change, words: `“${change.name}” is saved.` })}
        </Fields>
      </fieldset>
      {mayWrite ? (
        <Button
          variant="subtle"
          color="red"
          mt="md"
          loading={remove.isPending}
          onClick={() => remove.mutate(opportunity)}
        >
          Delete this opportunity
        </Button>
      ) : (
        <LookOnly />
      )}
    </>
  )
}

type Draft = {
  name: string
  contact: string | undefined
  pipeline: string
  stage: string
  status: Opportunity['status']
  value: string
}
type Given = Omit<Draft, 'value'> & { value: number | null }

type FieldsProps = {
  start: Draft
  pipelines: Pipeline[]
  /** With whom it is stays. */
  isOld?: boolean
  /** Nothing where nothing may be changed. */
  button: string | undefined
  busy: boolean
  error: unknown
  children: (given: Given) => unknown
}

function Fields({ start, pipelines, isOld, button, busy, error, children: save }: FieldsProps) {
  const [draft, setDraft] = useState(start)
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const value = parseWorth(draft.value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { name, contact, pipeline, stage, status } = draft
    if (value !== undefined) save({ name: name.trim(), contact, pipeline, stage, status, value })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          maxLength={200}
          data-autofocus
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        {!isOld && <PersonPicker label="Person" contact={draft.contact} onPick={(contact) => set({ contact })} />}
        <PlaceFields draft={draft} set={set} pipelines={pipelines} />
        <TextInput
          label="Value"
          description="A plain number: amounts here have no currency."
          inputMode="decimal"
          error={value === undefined && 'Give a number from 0 to 1,000,000,000,000, or nothing.'}
          value={draft.value}
          onChange={(event) => set({ value: event.currentTarget.value })}
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            Status
          </Text>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label="Status"
            data={STATUSES.map((status) => ({ value: status, label: lookOf(status).word }))}
            value={draft.status}
            onChange={(status) => set({ status })}
          />
        </div>
        {error ? <ErrorState error={error} /> : null}
        {button && (
          <Group mt="xs">
            <Button
              type="submit"
              loading={busy}
              disabled={!draft.name.trim() || !draft.contact || !draft.stage || value === undefined}
            >
              {button}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

type PlaceProps = { draft: Draft; set: (change: Partial<Draft>) => void; pipelines: Pipeline[] }

function PlaceFields({ draft, set, pipelines }: PlaceProps) {
  const pipeline = pipelines.find(({ id }) => id === draft.pipeline)
  const choices = (things: { id: string; name: string }[]) => things.map(({ id, name }) => ({ value: id, label: name }))
  const setPipeline = (id: string | null) => {
    const stage = pipelines.find((other) => other.id === id)?.stages[0]
    if (id !== null && stage) set({ pipeline: id, stage: stage.id })
  }
  const shared = { allowDeselect: false, comboboxProps: { withinPortal: false } }
  return (
    <>
      {pipelines.length > 1 && (
        <Select label="Pipeline" {...shared} data={choices(pipelines)} value={draft.pipeline} onChange={setPipeline} />
      )}
      <Select
        label="Stage"
        {...shared}
        data={choices(pipeline?.stages ?? [])}
        value={draft.stage}
        onChange={(stage) => stage !== null && set({ stage })}
      />
    </>
  )
}
