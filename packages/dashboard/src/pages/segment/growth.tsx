import { SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import { Answer } from '../../parts/answer.tsx'
import { AsTable } from '../../parts/chart/as-table.tsx'
import { momentText } from '../../parts/chart/moment-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { GrowthChart } from './growth-chart.tsx'
import { growthPoints, type Point, rangeOf, SPANS } from './growth-points.ts'
import classes from './history.module.css'
import { type Asked, type SegmentSearch, STEPS, type Step } from './search.ts'
import shared from './segment.module.css'

const NAMES: Record<Step, string> = { hour: 'Hours', day: 'Days', week: 'Weeks', month: 'Months' }
const POLL_MS = 10_000

type Props = { segment: string; isByHand: boolean; search: SegmentSearch; onAsk: (asked: Asked) => void }

/** How a segment grew, by the hour, day, week or month. */
export function Growth({ segment, isByHand, search, onAsk }: Props) {
  const step = search.step ?? 'day'
  const steps = SPANS[step].find((span) => span.steps === search.steps)?.steps ?? SPANS[step][0]?.steps ?? 1
  const query = useQuery({
    queryKey: ['segments', 'history', segment, step, steps],
    queryFn: ({ signal }) => client.segments.history(segment, rangeOf(step, steps, new Date()), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: usePollMs(POLL_MS),
  })
  return (
    <>
      <div className={classes.head}>
        <p className={shared.quiet}>
          Members at the end of each {step}
          {isByHand ? '.' : ', by the rule as it is saved.'}
          {query.data && ` Days are those of ${query.data.timezone}.`}
        </p>
        <div className={classes.controls}>
          <SegmentedControl
            size="xs"
            data={STEPS.map((value) => ({ value, label: NAMES[value] }))}
            value={step}
            onChange={(picked) => onAsk({ step: STEPS.find((known) => known === picked), steps: undefined })}
            aria-label="Steps of the chart"
          />
          <Select
            size="xs"
            aria-label="How far back"
            className={classes.span}
            allowDeselect={false}
            data={SPANS[step].map((span) => ({ value: String(span.steps), label: span.label }))}
            value={String(steps)}
            onChange={(picked) => onAsk({ steps: Number(picked) })}
          />
        </div>
      </div>
      <Answer query={query} waiting={<Waiting rows={4} />}>
        {({ data, ...recorded }) => (
          <Drawn points={growthPoints(data, { step, steps }, recorded)} labelOf={momentText(step, recorded.timezone)} />
        )}
      </Answer>
    </>
  )
}

function Drawn({ points, labelOf }: { points: Point[]; labelOf: (at: string) => string }) {
  return (
    <>
      <GrowthChart points={points} labelOf={labelOf} />
      <AsTable
        moments={points.toReversed()}
        labelOf={labelOf}
        columns={[
          ['Members', ({ size }) => size],
          ['Came', ({ entered }) => entered],
          ['Left', ({ left }) => left],
        ]}
      />
    </>
  )
}
