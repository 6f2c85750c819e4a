import { NumberInput } from '@mantine/core'

type Props = { label: string; value: number; most: number; suffix?: string; onChange: (value: number) => void }

/** A whole number from one up; while it is being rewritten, the last one holds. */
export function CountInput({ label, value, most, suffix, onChange }: Props) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={1}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      // One hour, not 1 hours.
      suffix={value === 1 ? suffix?.replace(/s$/, '') : suffix}
      onChange={(next) => typeof next === 'number' && next >= 1 && onChange(next)}
    />
  )
}
