import { Select, Switch } from '@mantine/core'
import classes from './composer.module.css'
import { CountInput } from './count-input.tsx'
import type { Plan } from './draft.ts'

type Recheck = NonNullable<Plan['recheck']>

const RECHECKS: { value: Recheck; label: string }[] = [
  { value: 'long', label: 'Skip them once it has been going for an hour' },
  { value: 'always', label: 'Skip them at any time' },
  { value: 'never', label: 'Send to them all the same' },
]

// What most senders start with: one message in 16 hours, so that a day brings one.
const FIRST_CAP = { messages: 1, hours: 16 }

type Props = { plan: Plan; onChange: (change: Partial<Plan>) => void }

/** Whom it leaves out on its way. */
export function LimitsFields({ plan, onChange }: Props) {
  const { frequencyCap: cap, recheck = 'long', retryUncertain = false } = plan
  return (
    <>
      <Switch
        label="Nobody who heard from you too often"
        description="Skips, for good, whoever got so many campaigns within the last hours."
        checked={cap !== undefined}
        onChange={(event) => onChange({ frequencyCap: event.currentTarget.checked ? FIRST_CAP : undefined })}
      />
      {cap && (
        <div className={`${classes.inner} ${classes.pair}`}>
          <CountInput
            label="Campaigns, at most"
            value={cap.messages}
            most={1_000}
            onChange={(messages) => onChange({ frequencyCap: { ...cap, messages } })}
          />
          <CountInput
            label="Within the last"
            value={cap.hours}
            most={8_760}
            suffix=" hours"
            onChange={(hours) => onChange({ frequencyCap: { ...cap, hours } })}
          />
        </div>
      )}
      <div className={classes.pair}>
        <Select
          label="Who leaves the audience meanwhile"
          description="Whoever unsubscribes or bounces is skipped in any case."
          allowDeselect={false}
          data={RECHECKS}
          value={recheck}
          onChange={(next) => next && onChange({ recheck: next })}
        />
      </div>
      <Switch
        label="Send again when nobody knows whether it arrived"
        description="What it leaves through may break off before it answers. On: some may get it twice. Off: some may get nothing, and are listed as uncertain."
        checked={retryUncertain}
        onChange={(event) => onChange({ retryUncertain: event.currentTarget.checked || undefined })}
      />
    </>
  )
}
