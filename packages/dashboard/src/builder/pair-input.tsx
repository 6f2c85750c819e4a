import { Text } from '@mantine/core'
import type { OperandValue } from '@rollcall/filters'
import { type ComponentType, useState } from 'react'
import classes from './builder.module.css'
import type { OperandProps } from './operand-props.ts'

type Half = OperandValue | undefined

/** Two of an editor; the operand is whole when both are given. */
export function PairInput({ Editor, ...props }: OperandProps & { Editor: ComponentType<OperandProps> }) {
  const { label, operand, onChange } = props
  // Half a pair is not an operand, so it lives here until the other half comes.
  const [halves, setHalves] = useState<Half[]>(() => [operand[0], operand[1]])
  const change = (place: 0 | 1, value: Half) => {
    const next = halves.with(place, value)
    setHalves(next)
    onChange(next.filter((half) => half !== undefined).length === 2 ? next.filter((half) => half !== undefined) : [])
  }
  const half = (place: 0 | 1) => {
    const value = halves[place]
    return value === undefined ? [] : [value]
  }
  return (
    <div className={classes.pair}>
      <Editor {...props} label={`${label}, from`} operand={half(0)} onChange={(given) => change(0, given[0])} />
      <Text size="sm" c="dimmed">
        and
      </Text>
      <Editor {...props} label={`${label}, to`} operand={half(1)} onChange={(given) => change(1, given[0])} />
    </div>
  )
}
