import { Select, Switch } from '@mantine/core'
import { CapFields } from './cap-fields.tsx'
import classes from './composer.module.css'
import type { Plan } from './draft.ts'

type Recheck = NonNullable<Plan['recheck']>

const RECHECKS: { value: Recheck; label: string }[] = [
  { value: 'long', label: 'Skip them after its first hour' },
  { value: 'always', label: 'Skip them at any time' },
  { value: 'never', label: 'Send to them all the same' },
]

type Props = { plan: Plan; onChange: (change: Partial<Plan>) => void }

/** Whom it leaves out on its way. */
export function LimitsFields({ plan, onChange }: Props) {
  const { frequencyCap: cap, recheck = 'long', retryUncertain = false } = plan
  return (
    <>
      <CapFields cap={cap} onChange={(frequencyCap) => onChange({ frequencyCap })} />
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
