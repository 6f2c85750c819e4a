import { Select } from '@mantine/core'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

type Props = { label: string; value: string; onChange: (zone: string) => void }

/** A time zone, found by its city. */
export function ZoneSelect({ label, value, onChange }: Props) {
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      limit={100}
      nothingFoundMessage="No time zone is called that. Try a city, such as Berlin."
      data={ZONES.includes(value) ? ZONES : [value, ...ZONES]}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
    />
  )
}
