import { Select } from '@mantine/core'
import type { BuilderOperator } from '@rollcall/filters'
import { useState } from 'react'
import classes from './builder.module.css'
import { PropertyInput } from './property-input.tsx'
import type { PropertyTest } from './property-test.ts'
import { TestInput } from './test-input.tsx'
import type { SeenProperty } from './use-seen-events.ts'

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
  properties: SeenProperty[]
  onChange: (aggregate: object | undefined) => void
  invalid: boolean
}

/** What the numbers of a property come to, and how that compares. */
export function AggregateInput({ label, value, operators, properties, onChange, invalid }: Props) {
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
      <PropertyInput
        label={`${label}, property`}
        {...{ properties, invalid }}
        value={held.property}
        onChange={(property) => change({ property })}
      />
      <TestInput {...{ label, operators, invalid }} value={held.test} onChange={(test) => change({ test })} />
    </div>
  )
}
