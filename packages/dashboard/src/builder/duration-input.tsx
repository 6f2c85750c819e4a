import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import classes from './builder.module.css'
import { splitDuration } from './window-form.ts'

// As the filter language writes and names them.
const UNITS = [
  { value: 'h', label: 'hours' },
  { value: 'd', label: 'days' },
  { value: 'w', label: 'weeks' },
  { value: 'mo', label: 'months' },
  { value: 'y', label: 'years' },
]

type Props = {
  label: string
  value: string | undefined
  /** Nothing while no amount is given. */
  onChange: (duration: string | undefined) => void
  units?: string[] | undefined
  invalid: boolean
}

/** So many hours, days, weeks, months or years. */
export function DurationInput({ label, value, onChange, units, invalid }: Props) {
  const given = splitDuration(value)
  const [chosen, setChosen] = useState('d')
  const unit = given?.unit ?? chosen
  const write = (amount: number | string | undefined, nextUnit: string) =>
    onChange(splitDuration(`${amount}${nextUnit}`) && `${amount}${nextUnit}`)
  const pick = (picked: string) => {
    setChosen(picked)
    if (given) write(given.amount, picked)
  }
  return (
    <>
      <NumberInput
        aria-label={`${label}, how many`}
        className={classes.short}
        error={invalid}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        min={1}
        max={9999}
        clampBehavior="strict"
        value={given?.amount ?? ''}
        onChange={(amount) => write(amount, unit)}
      />
      <Select
        aria-label={`${label}, counted in`}
        className={classes.unit}
        allowDeselect={false}
        data={UNITS.filter((known) => !units || units.includes(known.value) || known.value === unit)}
        value={unit}
        onChange={(picked) => picked && pick(picked)}
      />
    </>
  )
}
