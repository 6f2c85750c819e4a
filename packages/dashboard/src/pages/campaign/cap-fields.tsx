import { Select, Switch } from '@mantine/core'
import classes from './composer.module.css'
import { CountInput } from './count-input.tsx'
import type { Plan } from './draft.ts'

type Cap = NonNullable<Plan['frequencyCap']>

const REACHED: { value: NonNullable<Cap['reached']>; label: string }[] = [
  { value: 'skip', label: 'They are skipped for good' },
  { value: 'wait', label: 'They get it once those hours are over' },
]

// What most senders start with: one message in 16 hours, so that a day brings one.
const FIRST_CAP: Cap = { messages: 1, hours: 16 }

type Props = { cap: Cap | undefined; onChange: (cap: Cap | undefined) => void }

/** How often somebody hears at most, and what becomes of who did. */
export function CapFields({ cap, onChange }: Props) {
  return (
    <>
      <Switch
        label="Nobody who heard from you too often"
        description="Holds back whoever got so many campaigns within the last hours."
        checked={cap !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? FIRST_CAP : undefined)}
      />
      {cap && (
        <div className={`${classes.inner} ${classes.pair}`}>
          <CountInput
            label="Campaigns, at most"
            value={cap.messages}
            most={1_000}
            onChange={(messages) => onChange({ ...cap, messages })}
          />
          <CountInput
            label="Within the last"
            value={cap.hours}
            most={8_760}
            suffix=" hours"
            onChange={(hours) => onChange({ ...cap, hours })}
          />
          <Select
            label="Whoever got that many"
            allowDeselect={false}
            data={REACHED}
            value={cap.reached ?? 'skip'}
            onChange={(reached) => reached && onChange({ ...cap, reached })}
          />
        </div>
      )}
    </>
  )
}
