import { Group, NumberInput, Select } from '@mantine/core'
import { type ComponentType, useState } from 'react'
import classes from './builder.module.css'
import type { PartProps } from './part-props.ts'

const WAYS = [
  { value: 'listed', label: 'these' },
  { value: 'last', label: 'launched last' },
]

/** Campaigns one by one, or so many that were launched last. */
export function CampaignsInput({ Listed, ...props }: PartProps & { Listed: ComponentType<PartProps> }) {
  const { part, value, onChange, invalid } = props
  const last = lastOf(value)
  const [chosen, setChosen] = useState(last === undefined ? 'listed' : 'last')
  const pick = (way: string) => {
    setChosen(way)
    onChange(undefined)
  }
  return (
    <Group gap={6}>
      <Select
        aria-label={`${part.label}, which`}
        className={classes.mode}
        allowDeselect={false}
        data={WAYS}
        value={chosen}
        onChange={(way) => way && pick(way)}
      />
      {chosen === 'listed' ? (
        <Listed {...props} />
      ) : (
        <NumberInput
          aria-label={`${part.label}, how many`}
          className={classes.short}
          error={invalid}
          hideControls
          allowDecimal={false}
          min={1}
          value={last ?? ''}
          onChange={(given) => onChange(typeof given === 'number' ? { last: given } : undefined)}
        />
      )}
    </Group>
  )
}

function lastOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('last' in value)) return undefined
  return typeof value.last === 'number' ? value.last : undefined
}
