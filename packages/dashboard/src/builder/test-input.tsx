import { Group, Select } from '@mantine/core'
import type { BuilderOperator, Operand } from '@rollcall/filters'
import { useState } from 'react'
import classes from './builder.module.css'
import { JsonInput } from './json-input.tsx'
import { OperandEditor } from './operand-editor.tsx'
import { readTest, writeTest } from './value-test.ts'

type Props = {
  label: string
  value: unknown
  onChange: (test: unknown) => void
  operators: BuilderOperator[]
  invalid: boolean
}

/** A comparison and what to compare with, for what is no field of its own. */
export function TestInput({ label, value, onChange, operators, invalid }: Props) {
  const given = readTest(value, operators)
  const [chosen, setChosen] = useState(given?.operator ?? operators[0])
  const operator = given?.operator ?? chosen
  if (!operator || (value !== undefined && !given)) return <JsonInput {...{ label, value, onChange, invalid }} />
  const pick = (id: string | null) => {
    const next = operators.find((candidate) => candidate.id === id) ?? operator
    setChosen(next)
    write(next, next.input === operator.input ? (given?.operand ?? []) : [])
  }
  const write = (by: BuilderOperator, operand: Operand) => onChange(writeTest(by, operand))
  return (
    <Group gap={6}>
      <Select
        aria-label={`${label}, how it is compared`}
        className={classes.mode}
        allowDeselect={false}
        data={operators.map(({ id, label: name }) => ({ value: id, label: name }))}
        value={operator.id}
        onChange={pick}
      />
      <OperandEditor
        key={operator.input}
        input={operator.input}
        label={`${label} ${operator.label}`}
        operand={given?.operand ?? []}
        choices={[]}
        invalid={invalid}
        onChange={(operand) => write(operator, operand)}
      />
    </Group>
  )
}
