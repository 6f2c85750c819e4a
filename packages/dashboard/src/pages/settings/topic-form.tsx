import { Radio, Stack, Switch, TextInput } from '@mantine/core'
import type { Body } from '@rollcall/sdk'
import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { Panel } from '../../parts/panel.tsx'
import { problemAt } from '../../problem-at.ts'
import { useChange } from '../../use-change.ts'
import type { Topic } from './topics-query.ts'

type Given = Required<Pick<Body<'topics.create'>, 'name' | 'default' | 'visibility' | 'isActive'>> & {
  description: string
}

const FRESH: Given = { name: '', description: '', default: 'opt_out', visibility: 'public', isActive: true }

/** Makes a topic at the end of the order. */
export function NewTopic({ order, close }: { order: number; close: () => void }) {
  const create = useChange((given: Given) => client.topics.create({ ...given, displayOrder: order }), {
    changes: ['topics', 'audit'],
    done: close,
    ownErrors: true,
  })
  return (
    <Panel title="New topic">
      <TopicForm start={FRESH} save={create} words="Create the topic" close={close} />
    </Panel>
  )
}

/** Changes a topic; saving offers the way back. */
export function EditTopic({ topic }: { topic: Topic }) {
  const { name, default: answer, visibility, isActive } = topic
  const before: Given = { name, description: topic.description ?? '', default: answer, visibility, isActive }
  const change = (given: Given) => client.topics.update(topic.id, toBody(given))
  const save = useChange(change, {
    changes: ['topics', 'segments', 'audit'],
    undo: () => ({ words: 'Saved.', run: () => change(before) }),
    ownErrors: true,
  })
  // Another place in the order is no reason to lose what was typed.
  return <TopicForm key={JSON.stringify(before)} start={before} save={save} words="Save" />
}

function toBody({ name, description, default: answer, visibility, isActive }: Given) {
  return { name: name.trim(), description: description.trim() || null, default: answer, visibility, isActive }
}

type FormProps = {
  start: Given
  save: { mutate: (given: Given) => void; isPending: boolean; error: Error | null }
  words: string
  close?: () => void
}

function TopicForm({ start, save, words, close }: FormProps) {
  const [given, setGiven] = useState(start)
  return (
    <EntryForm
      label={close ? 'New topic' : `Change ${start.name}`}
      save={{ ...save, mutate: () => save.mutate(given) }}
      words={words}
      close={close}
    >
      <TextInput
        label="Name"
        required
        autoFocus={close !== undefined}
        maxLength={200}
        error={problemAt(save.error, 'name')}
        value={given.name}
        onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
      />
      <TextInput
        label="Description"
        description="People read it where they choose."
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={500}
        error={problemAt(save.error, 'description')}
        value={given.description}
        onChange={(event) => setGiven({ ...given, description: event.currentTarget.value })}
      />
      <Radio.Group
        label="Those who never said"
        value={given.default}
        onChange={(value) => setGiven({ ...given, default: value === 'opt_in' ? 'opt_in' : 'opt_out' })}
      >
        <Stack gap={6} mt={4}>
          <Radio value="opt_out" label="do not get it: only who subscribes does" />
          <Radio value="opt_in" label="get it until they say no" />
        </Stack>
      </Radio.Group>
      <Stack gap={10}>
        <Switch
          label="People see it where they choose what they get"
          checked={given.visibility === 'public'}
          onChange={(event) => setGiven({ ...given, visibility: event.currentTarget.checked ? 'public' : 'private' })}
        />
        <Switch
          label="Active"
          checked={given.isActive}
          onChange={(event) => setGiven({ ...given, isActive: event.currentTarget.checked })}
        />
      </Stack>
    </EntryForm>
  )
}
