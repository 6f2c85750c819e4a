import { Select } from '@mantine/core'
import type { BuilderOperator, Operand } from '@rollcall/filters'
import { useState } from 'react'
import classes from './builder.module.css'
import { JsonInput } from './json-input.tsx'
import { OperandEditor } from './operand-editor.tsx'
import { readTest, writeTest } from './value-test.ts'

type Props = {
  label: string
  value: unknown
  onChange: (test: object | undefined) => void
  operators: BuilderOperator[]
  invalid: boolean
  /** The values that were seen, with how many have each. */
  seen?: ReadonlyMap<string, number> | undefined
}

/** A comparison and what to compare with, for what is no field of its own. */
export function TestInput({ label, value, onChange, operators, invalid, seen }: Props) {
  const given = readTest(value, operators)
  const [chosen, setChosen] = useState(given?.operator ?? operators[0])
  const operator = given?.operator ?? chosen
  if (!operator || (value !== undefined && !given)) {
    // why: what is no test after all is refused by the API, with the place
    const writeAny = (given: unknown) => onChange(given as object | undefined)
    return <JsonInput {...{ label, value, invalid }} onChange={writeAny} />
  }
  const pick = (id: string | null) => {
    const next = operators.find((candidate) => candidate.id === id) ?? operator
    setChosen(next)
    write(next, next.input === operator.input ? (given?.operand ?? []) : [])
  }
  const write = (by: BuilderOperator, operand: Operand) => onChange(writeTest(by, operand))
  return (
    <div className={classes.comparison}>
      <Select
        aria-label={`${label}, how it is compared`}
        className={classes.mode}
        allowDeselect={false}
        data={operators.map(({ id, label: name }) => ({ value: id, label: name }))}
        value={operator.id}
        onChange={pick}
      />
      <div className={classes.compared}>
        <OperandEditor
          key={operator.input}
          input={operator.input}
          label={`${label} ${operator.label}`}
          operand={given?.operand ?? []}
          choices={[]}
          {...{ invalid, seen }}
          onChange={(operand) => write(operator, operand)}
        />
      </div>
    </div>
  )
}
