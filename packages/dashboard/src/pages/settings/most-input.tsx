import { NumberInput, type NumberInputProps } from '@mantine/core'
import { MOST_PER_HOUR } from './sending-limits.ts'

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  value: number | ''
  onChange: (most: number | '') => void
}

/** At most so many messages; blank is no limit. */
export function MostInput({ onChange, ...shown }: Props) {
  return (
    <NumberInput
      min={1}
      max={MOST_PER_HOUR}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      onChange={(next) => onChange(typeof next === 'number' ? next : '')}
      {...shown}
    />
  )
}
