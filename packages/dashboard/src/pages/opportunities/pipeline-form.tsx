import { ActionIcon, Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { MoveButtons } from '../../parts/move-buttons.tsx'
import { useChange } from '../../use-change.ts'
import classes from './opportunities.module.css'
import type { Pipeline } from './use-opportunities.ts'

const SENSIBLE = ['New', 'Qualified', 'Proposal', 'Negotiation']
const MOST_STAGES = 100

type Props = { setup: 'new' | 'edit' | undefined; pipeline: Pipeline | undefined; close: (pipeline?: string) => void }

/** Makes a pipeline, or changes its name and stages. */
export function PipelineForm({ setup, pipeline, close }: Props) {
  const edited = setup === 'edit' ? pipeline : undefined
  return (
    <Drawer
      opened={setup === 'new' || edited !== undefined}
      onClose={() => close()}
      position="right"
      size="sm"
      title={edited ? 'Edit the pipeline' : 'New pipeline'}
    >
      {(setup === 'new' || edited) && <Form key={edited?.id} pipeline={edited} close={close} />}
    </Drawer>
  )
}

type Stage = { key: string; id?: string; name: string }

/** The stages as the form starts with them: its own, or sensible ones. */
function stagesOf(pipeline: Pipeline | undefined): Stage[] {
  return pipeline?.stages.map((stage) => ({ ...stage, key: stage.id })) ?? SENSIBLE.map((name) => ({ key: name, name }))
}

function Form({ pipeline, close }: { pipeline: Pipeline | undefined; close: Props['close'] }) {
  const [name, setName] = useState(pipeline?.name ?? 'Sales')
  const [stages, setStages] = useState(() => stagesOf(pipeline))
  const save = useChange(
    () => {
      const given = { name: name.trim(), stages: stages.map((stage) => ({ id: stage.id, name: stage.name.trim() })) }
      if (pipeline) return client.pipelines.update(pipeline.id, given)
      return client.pipelines.create({ name: given.name, stages: given.stages.map((stage) => stage.name) })
    },
    { changes: ['pipelines', 'opportunities'], done: ({ id }) => close(id), ownErrors: true },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const isWhole = name.trim() !== '' && stages.length > 0 && stages.every((stage) => stage.name.trim() !== '')
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="Name"
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <StageEditor stages={stages} onChange={setStages} />
        {save.error && <ErrorState error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!isWhole}>
            {pipeline ? 'Save' : 'Create the pipeline'}
          </Button>
        </Group>
        {pipeline && <DeletePipeline pipeline={pipeline} close={close} />}
      </Stack>
    </form>
  )
}

type EditorProps = { stages: Stage[]; onChange: (stages: Stage[]) => void }

function StageEditor({ stages, onChange }: EditorProps) {
  const swap = (place: number) => onChange(stages.toSpliced(place, 2, ...stages.slice(place, place + 2).reverse()))
  const rename = (place: number, name: string) =>
    onChange(stages.map((stage, at) => (at === place ? { ...stage, name } : stage)))
  return (
    <fieldset className={classes.stages}>
      <legend>Stages, in order</legend>
      <ol>
        {stages.map(({ key, name }, place) => (
          <li key={key}>
            <TextInput
              aria-label={`Stage ${place + 1}`}
              flex={1}
              maxLength={200}
              autoFocus={name === ''}
              value={name}
              onChange={(event) => rename(place, event.currentTarget.value)}
            />
            <MoveButtons
              name={name}
              up={place === 0 ? undefined : () => swap(place - 1)}
              down={place === stages.length - 1 ? undefined : () => swap(place)}
            />
            <ActionIcon
              aria-label={`Remove ${name}`}
              disabled={stages.length === 1}
              onClick={() => onChange(stages.toSpliced(place, 1))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={14} />}
        disabled={stages.length >= MOST_STAGES}
        onClick={() => onChange([...stages, { key: crypto.randomUUID(), name: '' }])}
      >
        Add a stage
      </Button>
      <Text size="xs" c="dimmed" mt={4}>
        A stage that opportunities are in, or a segment asks for, cannot be removed.
      </Text>
    </fieldset>
  )
}

function DeletePipeline({ pipeline, close }: { pipeline: Pipeline; close: Props['close'] }) {
  const remove = useChange(() => client.pipelines.delete(pipeline.id), {
    changes: ['pipelines', 'opportunities'],
    done: () => close(),
    ownErrors: true,
  })
  return (
    <div>
      <InlineConfirm
        ask="Delete this pipeline"
        question="Its stages go with it."
        yes={`Delete ${pipeline.name}`}
        run={() => remove.mutate()}
        busy={remove.isPending}
      />
      {remove.error && <ErrorState error={remove.error} />}
    </div>
  )
}
