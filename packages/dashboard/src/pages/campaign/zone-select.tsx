import { Select } from '@mantine/core'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

type Props = {
  label: string
  value: string
  /** It may also be the one of each person. */
  mayBeOwn?: boolean
  onChange: (zone: string) => void
}

const OWN = { value: 'recipient', label: 'Each person’s own' }

/** A time zone, found by its city. */
export function ZoneSelect({ label, value, mayBeOwn = false, onChange }: Props) {
  const zones = ZONES.includes(value) || value === OWN.value ? ZONES : [value, ...ZONES]
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      limit={100}
      nothingFoundMessage="No time zone is called that. Try a city, such as Berlin."
      data={mayBeOwn ? [OWN, ...zones] : zones}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
    />
  )
}
