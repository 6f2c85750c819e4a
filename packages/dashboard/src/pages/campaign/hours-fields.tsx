import { Chip, Switch, TextInput } from '@mantine/core'
import classes from './composer.module.css'
import type { Plan } from './draft.ts'
import { ZoneSelect } from './zone-select.tsx'

type Hours = NonNullable<Plan['window']>

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const FIRST: Hours = { from: '09:00', to: '18:00' }

type Props = { hours: Hours | undefined; projectZone: string; onChange: (hours: Hours | undefined) => void }

/** At which hours of which days anything leaves. */
export function HoursFields({ hours, projectZone, onChange }: Props) {
  return (
    <>
      <Switch
        label="Only at certain hours"
        description="Outside of them nothing leaves; everyone keeps their place, and it goes on by itself."
        checked={hours !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? FIRST : undefined)}
      />
      {hours && <OpenHours {...{ hours, projectZone, onChange }} />}
    </>
  )
}

function OpenHours({ hours, projectZone, onChange }: Props & { hours: Hours }) {
  const clock = (key: 'from' | 'to', label: string) => (
    <TextInput
      type="time"
      label={label}
      value={hours[key]}
      error={hours.from === hours.to}
      onChange={(event) => event.currentTarget.value && onChange({ ...hours, [key]: event.currentTarget.value })}
    />
  )
  const setDays = (chosen: string[]) => {
    const days = chosen.map(Number).sort()
    // At least one, and all of them is what is meant without a word.
    if (days.length > 0) onChange({ ...hours, days: days.length === DAYS.length ? undefined : days })
  }
  return (
    <div className={classes.inner}>
      <div className={classes.triple}>
        {clock('from', 'From')}
        {clock('to', 'Until')}
        <ZoneSelect
          label="In this time zone"
          mayBeOwn
          value={hours.timezone ?? projectZone}
          onChange={(timezone) => onChange({ ...hours, timezone })}
        />
      </div>
      <Chip.Group multiple value={(hours.days ?? [1, 2, 3, 4, 5, 6, 7]).map(String)} onChange={setDays}>
        <fieldset className={classes.days} aria-label="On these days">
          {DAYS.map((day, place) => (
            <Chip key={day} size="xs" variant="outline" value={String(place + 1)}>
              {day}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      {hours.timezone === 'recipient' && (
        <p className={classes.quiet}>
          By the clock of each person; whoever has no time zone, by {projectZone}. Whose hours are closed waits, the
          others get it.
        </p>
      )}
      {hours.to < hours.from && <p className={classes.quiet}>It goes past midnight, into the next day.</p>}
    </div>
  )
}
