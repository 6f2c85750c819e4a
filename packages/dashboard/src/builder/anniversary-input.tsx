import { Group, NumberInput, Select, Text } from '@mantine/core'
import type { OperandValue } from '@rollcall/filters'
import { useState } from 'react'
import classes from './builder.module.css'
import { DurationInput } from './duration-input.tsx'
import { JsonInput } from './json-input.tsx'
import type { OperandProps } from './operand-props.ts'
import { windowFormOf } from './window-form.ts'

/** Today or in the next days, and perhaps which anniversary it is. */
export function AnniversaryInput({ label, operand, onChange, invalid }: OperandProps) {
  const [window, years] = operand
  const { calendar, next } = typeof window === 'object' ? window : {}
  const [chosen, setChosen] = useState(next === undefined ? 'today' : 'next')
  if (window !== undefined && calendar !== 'today' && windowFormOf(window) !== 'next') {
    const write = (given: unknown) => onChange(Array.isArray(given) ? given : [])
    return <JsonInput {...{ label, invalid }} value={operand} onChange={write} />
  }
  const write = (when: OperandValue | undefined) => onChange(when === undefined ? [] : [when, ...operand.slice(1)])
  const pick = (picked: string) => {
    setChosen(picked)
    write(picked === 'today' ? { calendar: 'today' } : undefined)
  }
  const isAhead = chosen === 'next'
  return (
    <Group gap={6}>
      <Select
        aria-label={`${label}, when`}
        className={classes.mode}
        allowDeselect={false}
        error={invalid}
        placeholder="Choose"
        data={[
          { value: 'today', label: 'today' },
          { value: 'next', label: 'in the next' },
        ]}
        value={window === undefined && !isAhead ? null : chosen}
        onChange={(picked) => picked && pick(picked)}
      />
      {isAhead && (
        <DurationInput
          {...{ label, invalid }}
          units={['d']}
          value={next}
          onChange={(duration) => write(duration === undefined ? undefined : { next: duration })}
        />
      )}
      {window !== undefined && (
        <>
          <Text size="sm" c="dimmed">
            years
          </Text>
          <NumberInput
            aria-label={`${label}, years`}
            className={classes.short}
            hideControls
            allowDecimal={false}
            min={1}
            max={9999}
            placeholder="any"
            value={typeof years === 'number' ? years : ''}
            onChange={(given) => onChange(typeof given === 'number' ? [window, given] : [window])}
          />
        </>
      )}
    </Group>
  )
}
