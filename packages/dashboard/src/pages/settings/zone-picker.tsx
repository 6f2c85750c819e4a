import { Select } from '@mantine/core'
import { Notice } from '../../parts/notice.tsx'
import classes from './settings.module.css'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

type Props = { saved: string; value: string; onChange: (zone: string) => void }

/** The project's time zone: what depends on it, and what another one will do. */
export function ZonePicker({ saved, value, onChange }: Props) {
  return (
    <div className={classes.wide}>
      <Select
        label="Time zone"
        description={`Where a day starts, for every segment that says today, this month or a birthday. It is ${clock(value)} there now.`}
        searchable
        allowDeselect={false}
        nothingFoundMessage="No time zone is called that. Try a city, such as Berlin."
        data={ZONES.includes(value) ? ZONES : [value, ...ZONES]}
        value={value}
        onChange={(zone) => zone && onChange(zone)}
      />
      {value !== saved && (
        <div style={{ marginTop: 10 }}>
          <Notice tone="warn">
            In {saved} it is {clock(saved)}, in {value} {clock(value)}. Once you save, every segment with such a
            condition is counted anew, so people may enter or leave it at once. Stored times stay the moments they are.
          </Notice>
        </div>
      )}
    </div>
  )
}

function clock(timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format()
}
