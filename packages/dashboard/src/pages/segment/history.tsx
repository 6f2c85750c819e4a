import { SegmentedControl } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { numberText } from '../../parts/number-text.ts'
import { timeText } from '../../parts/time-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './history.module.css'
import shared from './segment.module.css'
import { SizeChart } from './size-chart.tsx'

type Transition = Reply<'segments.transitions'>['data'][number]
type Unit = 'hour' | 'day'

const SHOWN = 20
const REFRESH_MS = 10_000
const UNITS = [
  { value: 'day', label: 'By the day' },
  { value: 'hour', label: 'By the hour' },
]

/** How a saved segment grew, and who came and left, when and why. */
export function History({ segment }: { segment: string }) {
  const [unit, setUnit] = useState<Unit>('day')
  const sizes = useQuery({
    queryKey: ['segments', 'history', segment, unit],
    queryFn: ({ signal }) => client.segments.history(segment, { unit }, { signal }),
    refetchInterval: REFRESH_MS,
  })
  const log = useQuery({
    queryKey: ['segments', 'transitions', segment],
    queryFn: ({ signal }) => client.segments.transitions(segment, { limit: SHOWN }, { signal }),
    refetchInterval: REFRESH_MS,
  })
  return (
    <>
      <div className={classes.head}>
        <p className={shared.quiet}>Members at the end of each {unit}, by the rule as it is saved.</p>
        <SegmentedControl
          size="xs"
          data={UNITS}
          value={unit}
          onChange={(picked) => setUnit(picked === 'hour' ? 'hour' : 'day')}
          aria-label="Steps of the chart"
        />
      </div>
      <Answer query={sizes} waiting={<Waiting rows={3} />}>
        {({ data, timezone }) => <SizeChart points={data} labelOf={labelIn(unit, timezone)} />}
      </Answer>
      <h2 className={shared.lookTitle}>Who came and left</h2>
      <Answer query={log} waiting={<Waiting rows={5} />}>
        {({ data }) => <Log transitions={data} />}
      </Answer>
    </>
  )
}

function Log({ transitions }: { transitions: Transition[] }) {
  if (transitions.length === 0) return <p className={shared.quiet}>Nobody came or left since this is recorded.</p>
  return (
    <ul className={classes.log}>
      {transitions.map((transition) => (
        <li key={`${transition.at} ${transition.direction} ${transition.because} ${transition.by} ${transition.count}`}>
          <span className={classes.way} data-direction={transition.direction}>
            {transition.direction === 'entered' ? '+' : '−'}
            {numberText(transition.count)} {transition.direction === 'entered' ? 'came' : 'left'}
          </span>
          <span>
            <Names transition={transition} />
            <span className={classes.why}>{transition.because}</span>
          </span>
          <time className={classes.when} dateTime={transition.at}>
            {timeText(transition.at)}
          </time>
        </li>
      ))}
    </ul>
  )
}

function Names({ transition: { contacts, count } }: { transition: Transition }): ReactNode {
  if (contacts.length === 0) return null
  const more = count - contacts.length
  return (
    <>
      {contacts.map(({ id, name, email }, place) => (
        <span key={id}>
          {place > 0 && ', '}
          <Link to="/contacts/$contact" params={{ contact: id }} preload={false} className={shared.person}>
            {name ?? email ?? 'Somebody without a name'}
          </Link>
        </span>
      ))}
      {more > 0 && ` and ${numberText(more)} more`}
      {'. '}
    </>
  )
}

function labelIn(unit: Unit, timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat(
    'en-GB',
    unit === 'day' ? { dateStyle: 'medium', timeZone } : { dateStyle: 'medium', timeStyle: 'short', timeZone },
  )
  return (at) => format.format(new Date(at))
}
