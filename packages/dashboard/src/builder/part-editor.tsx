import { MultiSelect, Select } from '@mantine/core'
import type { Choice, PartInput } from '@rollcall/filters'
import type { ComponentType } from 'react'
import { DecimalInput } from '../parts/decimal-input.tsx'
import { AggregateInput } from './aggregate-input.tsx'
import { CampaignsInput } from './campaigns-input.tsx'
import { JsonInput } from './json-input.tsx'
import type { PartProps } from './part-props.ts'
import { readPropertyTest } from './property-test.ts'
import { SuggestedInput } from './suggested-input.tsx'
import { TestInput } from './test-input.tsx'
import { toText } from './to-text.ts'
import { useEventNames, useEventProperties } from './use-seen-events.ts'
import { WhereInput } from './where-input.tsx'
import { WindowInput } from './window-input.tsx'

/** The editor that a part asks for. */
export function PartEditor(props: PartProps) {
  const Editor = EDITORS[props.part.input]
  return <Editor {...props} />
}

function OnePart({ part, value, onChange, invalid }: PartProps) {
  const picked = value === undefined ? [] : [toText(value)]
  return (
    <Select
      aria-label={part.label}
      error={invalid}
      searchable
      limit={300}
      placeholder="Choose"
      nothingFoundMessage="Nothing is called that."
      data={withUnlisted(part.choices ?? [], picked)}
      value={picked[0] ?? null}
      onChange={(given) => onChange(given ?? undefined)}
    />
  )
}

function ManyPart(props: PartProps) {
  const { part, value, onChange, invalid } = props
  if (value !== undefined && !Array.isArray(value)) return <JsonPart {...props} />
  const picked = (value ?? []).map(toText)
  return (
    <MultiSelect
      aria-label={part.label}
      error={invalid}
      searchable
      limit={300}
      placeholder={picked.length === 0 ? 'Choose' : undefined}
      nothingFoundMessage="Nothing is called that."
      data={withUnlisted(part.choices ?? [], picked)}
      value={picked}
      onChange={(given) => onChange(given.length === 0 ? undefined : given)}
    />
  )
}

// Of an event, which alone has a name to be found.
function TextPart({ part, value, onChange, invalid }: PartProps) {
  const seen = useEventNames(part.key === 'name')
  return (
    <SuggestedInput
      {...{ seen, invalid }}
      label={part.label}
      value={value === undefined ? '' : toText(value)}
      onChange={(text) => onChange(text.trim() === '' ? undefined : text)}
    />
  )
}

function PercentPart({ part, value, onChange, invalid }: PartProps) {
  return (
    <DecimalInput
      aria-label={part.label}
      error={invalid}
      decimalScale={2}
      min={0}
      max={100}
      suffix=" %"
      value={typeof value === 'number' ? value : undefined}
      onChange={onChange}
    />
  )
}

function NumberTestPart({ part, tests, ...props }: PartProps) {
  return <TestInput {...props} label={part.label} operators={tests.number} />
}

function TextTestPart({ part, tests, ...props }: PartProps) {
  return <TestInput {...props} label={part.label} operators={tests.text} />
}

function WherePart({ part, tests, event, value, onChange, invalid }: PartProps) {
  const properties = useEventProperties(event)
  const rows = Array.isArray(value) ? value.map((test) => readPropertyTest(test, tests.property)) : []
  const isKnown = value === undefined || (Array.isArray(value) && rows.every((row) => row !== undefined))
  const label = part.label
  if (!isKnown) return <JsonInput {...{ label, value, onChange, invalid }} />
  return (
    <WhereInput
      {...{ label, invalid, onChange, properties, offered: tests }}
      tests={rows.flatMap((row) => row ?? [])}
    />
  )
}

function AggregatePart({ part, tests, event, value, onChange, invalid }: PartProps) {
  const properties = useEventProperties(event).filter(({ type }) => type === 'number')
  const read = readPropertyTest(value, tests.number)
  const label = part.label
  if (value !== undefined && !read) return <JsonInput {...{ label, value, onChange, invalid }} />
  return <AggregateInput {...{ label, invalid, onChange, properties }} operators={tests.number} value={read} />
}

function JsonPart({ part, ...props }: PartProps) {
  return <JsonInput {...props} label={part.label} />
}

/** What a filter says stays visible when nobody lists it, by its id. */
function withUnlisted(choices: Choice[], picked: string[]): Choice[] {
  const listed = new Set(choices.map(({ value }) => value))
  return [...choices, ...picked.filter((id) => !listed.has(id)).map((id) => ({ value: id, label: id }))]
}

const EDITORS: Record<PartInput, ComponentType<PartProps>> = {
  window: ({ part, ...props }) => <WindowInput {...props} label={part.label} />,
  choice: OnePart,
  choices: ManyPart,
  thing: OnePart,
  things: ManyPart,
  text: TextPart,
  percent: PercentPart,
  count: NumberTestPart,
  'number-test': NumberTestPart,
  'text-test': TextTestPart,
  'property-tests': WherePart,
  aggregate: AggregatePart,
  campaigns: (props) => <CampaignsInput {...props} Listed={ManyPart} />,
}
