import { Select, Switch, TextInput } from '@mantine/core'
import type { Channel } from '../../parts/channel-names.ts'
import classes from './composer.module.css'
import { CountInput } from './count-input.tsx'
import { firstTest, type VersionTest } from './versions.ts'

type Decide = NonNullable<VersionTest['decide']>

const WAYS: { value: Decide['by']; label: string }[] = [
  { value: 'opens', label: 'More people opened' },
  { value: 'clicks', label: 'More people clicked' },
  { value: 'conversions', label: 'More people did something of yours' },
  { value: 'hand', label: 'I choose myself' },
]
// Nobody sees opens and clicks of a text.
const WAYS_OF_TEXTS = WAYS.filter(({ value }) => value === 'conversions' || value === 'hand')
const LONGEST_HOURS = 168
const FIRST_HOURS = 4

type Props = { test: VersionTest; channel: Channel; onChange: (test: VersionTest) => void }

/** Who takes part in the test, and how the version is found that everyone else gets. */
export function TestFields({ test, channel, onChange }: Props) {
  const { share, decide } = test
  return (
    <>
      <Switch
        label="Only some people first; the best version goes to everyone else"
        description="Off: everybody gets one of the versions, in equal parts, and nothing wins."
        checked={decide !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? firstTest(channel) : { share: 100 })}
      />
      {decide && (
        <div className={`${classes.inner} ${classes.pair}`}>
          <CountInput
            label="Take part in the test"
            value={share}
            most={99}
            suffix=" %"
            onChange={(next) => onChange({ ...test, share: next })}
          />
          <Select
            label="The winner is where"
            allowDeselect={false}
            data={channel === 'email' ? WAYS : WAYS_OF_TEXTS}
            value={decide.by}
            onChange={(by) => by && onChange({ ...test, decide: decideBy(by, decide) })}
          />
          {decide.by === 'conversions' && (
            <TextInput
              label="The event that counts"
              value={decide.event ?? ''}
              placeholder="purchased"
              maxLength={200}
              onChange={(event) => onChange({ ...test, decide: { ...decide, event: event.currentTarget.value } })}
            />
          )}
          {decide.afterMinutes !== undefined && (
            <CountInput
              label="Chosen after"
              value={Math.max(1, Math.round(decide.afterMinutes / 60))}
              most={LONGEST_HOURS}
              suffix=" hours"
              onChange={(hours) => onChange({ ...test, decide: { ...decide, afterMinutes: hours * 60 } })}
            />
          )}
        </div>
      )}
      {channel !== 'email' && (
        <p className={classes.quiet}>
          Nobody sees who opens a text or follows its links, which go out as they are written. What can be seen is what
          people did afterwards that you report as an event, who wrote back, and who said STOP.
        </p>
      )}
      {decide && decide.by !== 'hand' && (
        <p className={classes.quiet}>
          Only people count, no machines. The time begins when the last message of the test has left. If fewer than 10
          people did it in all, version A goes out; of equal versions, the first.
        </p>
      )}
    </>
  )
}

function decideBy(by: Decide['by'], { afterMinutes = FIRST_HOURS * 60, event = '' }: Decide): Decide {
  if (by === 'hand') return { by }
  return by === 'conversions' ? { by, afterMinutes, event } : { by, afterMinutes }
}
