import { NumberInput, type NumberInputProps } from '@mantine/core'
import { MOST_PER_HOUR } from './sending-limits.ts'

type Props = Pick<NumberInputProps, 'label' | 'description' | 'aria-label' | 'placeholder' | 'suffix'> & {
  value: number | ''
  onChange: (value: number | '') => void
}

/** How many messages an hour; empty: no limit. */
export function HourlyInput({ onChange, ...props }: Props) {
  return (
    <NumberInput
      {...props}
      min={1}
      max={MOST_PER_HOUR}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      onChange={(next) => onChange(typeof next === 'number' ? next : '')}
    />
  )
}
