import { SegmentedControl, TextInput } from '@mantine/core'
import classes from './composer.module.css'
import { PassedNotice } from './passed-notice.tsx'
import { instantAt, momentText, ownZone } from './wall-time.ts'
import type { When } from './when.ts'
import { ZoneSelect } from './zone-select.tsx'

const KINDS: { value: When['kind']; label: string }[] = [
  { value: 'now', label: 'When I press send' },
  { value: 'at', label: 'At a time' },
  { value: 'own', label: 'At each person’s own time' },
]

const PEOPLE: { value: When['people']; label: string }[] = [
  { value: 'at_send', label: 'Whoever matches then' },
  { value: 'now', label: 'Exactly those who match now' },
]

type Props = { when: When; projectZone: string; onChange: (change: Partial<When>) => void }

/** When it leaves, on whose wall, and when its people are chosen. */
export function WhenFields({ when, projectZone, onChange }: Props) {
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label="When it goes"
        className={classes.choices}
        data={KINDS}
        value={when.kind}
        onChange={(kind) => onChange({ kind })}
      />
      {when.kind !== 'now' && (
        <>
          <div className={classes.pair}>
            <TextInput
              type="datetime-local"
              label="Date and time"
              required
              value={when.at}
              onChange={(event) => onChange({ at: event.currentTarget.value })}
            />
            {when.kind === 'at' && (
              <ZoneSelect label="In this time zone" value={when.zone} onChange={(zone) => onChange({ zone })} />
            )}
          </div>
          <p className={classes.quiet}>{meaningOf(when, projectZone)}</p>
          <PassedNotice when={when} />
          <SegmentedControl
            fullWidth
            aria-label="When people are chosen"
            className={classes.choices}
            data={PEOPLE}
            value={when.people}
            onChange={(people) => onChange({ people })}
          />
          <p className={classes.quiet}>
            {when.people === 'now'
              ? 'The audience is frozen when you schedule: who joins it later gets nothing, who leaves it still does, unless they unsubscribe.'
              : 'The audience is counted anew at its time, so people who join or leave until then are seen.'}
          </p>
        </>
      )}
    </>
  )
}

function meaningOf({ kind, at, zone }: When, projectZone: string): string {
  if (kind === 'own')
    return `Each person gets it when their own clock shows this time; whoever has no time zone, by ${projectZone}. Once begun it takes up to 26 hours around the world.`
  const instant = instantAt(at, zone)
  if (!instant) return 'Choose a date and a time.'
  return `That is ${momentText(instant)} for you (${ownZone()}).`
}
