import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useState } from 'react'

type Props = Omit<NumberInputProps, 'value' | 'defaultValue' | 'onChange'> & {
  value: number | undefined
  /** Nothing while no number is given. */
  onChange: (value: number | undefined) => void
}

/** A number that may have decimals. It stays as it is typed: “2.” is on its way to 2.5. */
export function DecimalInput({ value, onChange, ...props }: Props) {
  const [typed, setTyped] = useState<number | string>(value ?? '')
  // What came from elsewhere, such as by undo, stands in place of what was typed.
  const shown = numberOf(typed) === value ? typed : (value ?? '')
  return (
    <NumberInput
      hideControls
      {...props}
      value={shown}
      onChange={(given) => {
        setTyped(given)
        onChange(numberOf(given))
      }}
    />
  )
}

function numberOf(typed: number | string): number | undefined {
  const number = Number(typed)
  return typed === '' || !Number.isFinite(number) ? undefined : number
}
