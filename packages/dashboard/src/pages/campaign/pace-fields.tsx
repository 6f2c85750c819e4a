import { SegmentedControl } from '@mantine/core'
import { countText, numberText } from '../../parts/number-text.ts'
import { useProject } from '../../session.ts'
import classes from './composer.module.css'
import { CountInput } from './count-input.tsx'
import type { Plan } from './draft.ts'
import { calendarMs, durationText, sendingMs } from './duration.ts'

const PACES = [
  { value: 'fast', label: 'All at once' },
  { value: 'rate', label: 'So many an hour' },
  { value: 'batches', label: 'In batches' },
]

const FIRST: Record<string, Pick<Plan, 'perHour' | 'batches'>> = {
  rate: { perHour: 5_000, batches: undefined },
  batches: { perHour: undefined, batches: { size: 1_000, everyMinutes: 60 } },
}
const FAST = { perHour: undefined, batches: undefined }
const MOST = 10_000_000
const WEEK_MINUTES = 10_080

type Props = { plan: Plan; people: number | undefined; onChange: (change: Partial<Plan>) => void }

/** How fast it leaves, and how long that takes. */
export function PaceFields({ plan, people, onChange }: Props) {
  const { perHour, batches } = plan
  const most = useProject()?.sendingLimits.perHour ?? null
  const pace = perHour ? 'rate' : batches ? 'batches' : 'fast'
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label="How fast it goes"
        className={classes.choices}
        data={PACES}
        value={pace}
        onChange={(next) => onChange(FIRST[next] ?? FAST)}
      />
      {perHour && (
        <div className={classes.pair}>
          <CountInput
            label="Messages an hour, at most"
            value={perHour}
            most={MOST}
            onChange={(next) => onChange({ perHour: next })}
          />
        </div>
      )}
      {batches && (
        <div className={classes.pair}>
          <CountInput
            label="People in a batch"
            value={batches.size}
            most={MOST}
            onChange={(size) => onChange({ batches: { ...batches, size } })}
          />
          <CountInput
            label="A batch every"
            value={batches.everyMinutes}
            most={WEEK_MINUTES}
            suffix=" minutes"
            onChange={(everyMinutes) => onChange({ batches: { ...batches, everyMinutes } })}
          />
        </div>
      )}
      <p className={classes.quiet} aria-live="polite">
        {paceText(plan, most, people)}
      </p>
    </>
  )
}

/** What the pace means for so many people, in a project that sends so many an hour at most. */
function paceText(plan: Plan, most: number | null, people = 0): string {
  const sending = sendingMs(plan, people, most)
  if (sending === undefined) return 'As fast as what it leaves through takes it.'
  const pace = paceWords(plan, most)
  if (people === 0) return `It leaves ${pace}, so that servers which do not know you yet are not startled.`
  const whole = calendarMs(plan, sending)
  const spread = whole > sending ? `, spread over about ${durationText(whole)} by its hours and days` : ''
  return `${countText(people, 'person', 'people')} ${pace}: about ${durationText(sending)}${spread}.`
}

function paceWords({ perHour, batches }: Plan, most: number | null): string {
  const limit = most === null ? '' : `${numberText(most)} an hour, the most that this project sends`
  if (batches) {
    const words = `in batches of ${numberText(batches.size)} every ${durationText(batches.everyMinutes * 60_000)}`
    return limit ? `${words}, never more than ${limit}` : words
  }
  const isLimited = most !== null && (perHour === undefined || perHour > most)
  return isLimited ? `at ${limit}` : `at ${numberText(perHour ?? 0)} an hour`
}
