import { Select, TextInput } from '@mantine/core'
import type { BuilderOperator } from '@rollcall/filters'
import { useState } from 'react'
import classes from './builder.module.css'
import type { PropertyTest } from './property-test.ts'
import { TestInput } from './test-input.tsx'

// As the filter language writes and names them.
const FUNCTIONS = [
  { value: 'sum', label: 'sum of' },
  { value: 'avg', label: 'average of' },
  { value: 'min', label: 'smallest' },
  { value: 'max', label: 'largest' },
]

type Props = {
  label: string
  value: PropertyTest | undefined
  operators: BuilderOperator[]
  onChange: (aggregate: object | undefined) => void
  invalid: boolean
}

/** What the numbers of a property come to, and how that compares. */
export function AggregateInput({ label, value, operators, onChange, invalid }: Props) {
  const [held, setHeld] = useState({ fn: value?.fn ?? 'sum', property: value?.property ?? '', test: value?.test })
  const change = (given: Partial<typeof held>) => {
    const next = { ...held, ...given }
    setHeld(next)
    const property = next.property.trim()
    onChange(property !== '' && next.test ? { fn: next.fn, property, ...next.test } : undefined)
  }
  return (
    <div className={classes.test}>
      <Select
        aria-label={`${label}, what`}
        className={classes.unit}
        allowDeselect={false}
        data={FUNCTIONS}
        value={held.fn}
        onChange={(fn) => fn && change({ fn })}
      />
      <TextInput
        aria-label={`${label}, property`}
        className={classes.property}
        error={invalid}
        placeholder="Property"
        spellCheck={false}
        value={held.property}
        onChange={(event) => change({ property: event.currentTarget.value })}
      />
      <TestInput {...{ label, operators, invalid }} value={held.test} onChange={(test) => change({ test })} />
    </div>
  )
}
