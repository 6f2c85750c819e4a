import { ActionIcon, Button, Select, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { MoveButtons } from '../../parts/move-buttons.tsx'
import { moved } from '../../parts/moved.ts'
import type { AskedField } from './form-draft.ts'
import classes from './forms.module.css'

const BUILT_IN = [
  { value: 'firstName', label: 'First name' },
  { value: 'lastName', label: 'Last name' },
  { value: 'phone', label: 'Phone' },
  { value: 'company', label: 'Company' },
  { value: 'jobTitle', label: 'Job title' },
  { value: 'country', label: 'Country' },
]
const MOST = 20

type Props = { fields: AskedField[]; onChange: (fields: AskedField[]) => void }

/** The questions of a form besides the address, in their order. */
export function AskedFields({ fields, onChange }: Props) {
  const choices = useFieldChoices()
  const left = choices.filter(({ value }) => !fields.some(({ field }) => field === value))
  const add = () => {
    const [next] = left
    if (next) onChange([...fields, { field: next.value, label: next.label, required: false }])
  }
  return (
    <div>
      <p className={classes.label}>Questions</p>
      <p className={classes.quiet}>The e-mail address is always asked. The fewer others, the more people finish.</p>
      <ol className={classes.questions} aria-label="Questions">
        {fields.map((asked, place) => (
          <Question
            key={asked.field}
            asked={asked}
            choices={choices.filter(({ value }) => value === asked.field || left.some((one) => one.value === value))}
            change={(change) => onChange(fields.toSpliced(place, 1, { ...asked, ...change }))}
            up={place > 0 ? () => onChange(moved(fields, place, place - 1)) : undefined}
            down={place < fields.length - 1 ? () => onChange(moved(fields, place, place + 1)) : undefined}
            remove={() => onChange(fields.toSpliced(place, 1))}
          />
        ))}
      </ol>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        disabled={left.length === 0 || fields.length >= MOST}
        onClick={add}
      >
        Ask something else
      </Button>
    </div>
  )
}

type QuestionProps = {
  asked: AskedField
  choices: { value: string; label: string }[]
  change: (change: Partial<AskedField>) => void
  up: (() => void) | undefined
  down: (() => void) | undefined
  remove: () => void
}

function Question({ asked: { field, label, required }, choices, change, up, down, remove }: QuestionProps) {
  const known = choices.some(({ value }) => value === field)
  const names = known ? choices : [...choices, { value: field, label: `${field} (gone)` }]
  const name = names.find(({ value }) => value === field)?.label ?? field
  const renamed = (next: { value: string; label: string }) =>
    change({ field: next.value, ...(label === name && { label: next.label }) })
  return (
    <li className={classes.question}>
      <TextInput
        aria-label={`Words for ${name}`}
        placeholder="As people read it"
        maxLength={200}
        value={label}
        onChange={(event) => change({ label: event.currentTarget.value })}
      />
      <Select
        aria-label={`Field for ${name}`}
        allowDeselect={false}
        searchable
        data={names}
        value={field}
        onChange={(_, next) => next && renamed(next)}
      />
      <div className={classes.questionEnd}>
        <Switch
          size="xs"
          label="Required"
          checked={required}
          onChange={(event) => change({ required: event.currentTarget.checked })}
        />
        <span className={classes.push} />
        <MoveButtons name={name} up={up} down={down} />
        <ActionIcon aria-label={`Do not ask ${name}`} onClick={remove}>
          <IconTrash size={16} />
        </ActionIcon>
      </div>
    </li>
  )
}

function useFieldChoices(): { value: string; label: string }[] {
  const query = useQuery({
    queryKey: ['fields', 'asked'],
    queryFn: ({ signal }) => client.fields.list({}, { signal }),
  })
  const own = query.data?.data.map(({ key, name }) => ({ value: `fields.${key}`, label: name })) ?? []
  return [...BUILT_IN, ...own]
}
