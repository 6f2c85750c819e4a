import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './builder.module.css'
import type { Tests } from './catalogue.ts'
import { operatorsFor, valuesOf } from './operators-for.ts'
import { PropertyInput } from './property-input.tsx'
import type { PropertyTest } from './property-test.ts'
import { TestInput } from './test-input.tsx'
import type { SeenProperty } from './use-seen-events.ts'

type Row = { id: number; property: string; test: object | undefined }

type Props = {
  label: string
  tests: PropertyTest[]
  offered: Tests
  /** What events of the name have. */
  properties: SeenProperty[]
  /** Those that are whole; nothing while none is. */
  onChange: (tests: object[] | undefined) => void
  invalid: boolean
}

/** What the properties of an event must be, one below the other. */
export function WhereInput({ label, tests, offered, properties, onChange, invalid }: Props) {
  // A row that is not whole yet is no test, so it lives here.
  const [rows, setRows] = useState<Row[]>(() => (tests.length > 0 ? tests.map(toRow) : [blankRow(0)]))
  const change = (next: Row[]) => {
    setRows(next)
    const whole = next.filter(({ property, test }) => property.trim() !== '' && test)
    onChange(whole.length > 0 ? whole.map(({ property, test }) => ({ property: property.trim(), ...test })) : undefined)
  }
  const put = (place: number, given: Partial<Row>) =>
    change(rows.map((row, at) => (at === place ? { ...row, ...given } : row)))
  return (
    <div className={classes.tests}>
      {rows.map((row, place) => {
        const known = properties.find(({ property }) => property === row.property.trim())
        return (
          <div key={row.id} className={classes.test}>
            <PropertyInput
              label={`${label}, property`}
              {...{ properties, invalid }}
              value={row.property}
              onChange={(property) => put(place, { property })}
            />
            <TestInput
              // Another kind of value starts with a comparison that suits it.
              key={known?.type}
              {...{ label, invalid }}
              operators={operatorsFor(offered, known)}
              seen={valuesOf(known)}
              value={row.test}
              onChange={(test) => put(place, { test })}
            />
            {rows.length > 1 && (
              <ActionIcon size="sm" onClick={() => change(rows.toSpliced(place, 1))} aria-label="Remove this property">
                <IconX size={13} />
              </ActionIcon>
            )}
          </div>
        )
      })}
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<IconPlus size={12} />}
        onClick={() => change([...rows, blankRow(1 + Math.max(...rows.map(({ id }) => id)))])}
      >
        and another property
      </Button>
    </div>
  )
}

function toRow({ property, test }: PropertyTest, id: number): Row {
  return { id, property, test }
}

function blankRow(id: number): Row {
  return { id, property: '', test: undefined }
}
