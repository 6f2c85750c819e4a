import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { client } from '../api.ts'
import classes from './explained.module.css'
import { namedQuery } from './named-query.ts'
import { numberText } from './number-text.ts'
import { timeText } from './time-text.ts'

export type Evidence = NonNullable<Reply<'segments.explainFilter'>['tree']['evidence']>[number]
type EventsFound = Extract<Evidence, { of: 'events' }>
type Happened = EventsFound['latest'][number]
type Opportunity = Extract<Evidence, { of: 'opportunities' }>['some'][number]

/** The events that count with what they say of themselves; where none does, those that come nearest. */
export function FoundEvents({ found }: { found: EventsFound }) {
  const { latest, count, latestOthers, others } = found
  const [shown, all] = count > 0 ? [latest, count] : [latestOthers, others]
  if (shown.length === 0) return null
  return (
    <ul className={`${classes.events} num`}>
      {shown.map((event, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two events may be alike
        <li key={place}>
          <Parts parts={[timeText(event.at), ...partsOf(event)]} />
        </li>
      ))}
      {all > shown.length && <li>and {numberText(all - shown.length)} earlier</li>}
    </ul>
  )
}

function partsOf({ campaign, link, isMachine, properties }: Happened): ReactNode[] {
  return [
    campaign && <CampaignLink id={campaign} />,
    link,
    isMachine && 'by a machine',
    ...propertiesIn(properties).map(([name, value]) => `${name}: ${value}`),
  ].filter(Boolean)
}

function propertiesIn(given: unknown): [name: string, value: string][] {
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
}

function CampaignLink({ id }: { id: string }) {
  const { data } = useQuery({ ...namedQuery('campaign', id), refetchOnMount: false })
  return (
    <Link to="/campaigns/$campaign" params={{ campaign: id }} preload={false}>
      {data?.name ?? 'a campaign'}
    </Link>
  )
}

/** The opportunities that count: where each stands, what it is worth, since when. */
export function FoundOpportunities({ some }: { some: Opportunity[] }) {
  const { data } = useQuery({
    queryKey: ['pipelines', 'all'],
    queryFn: ({ signal }) => client.pipelines.list({ limit: 100 }, { signal }),
    enabled: some.length > 0,
  })
  if (some.length === 0) return null
  return (
    <ul className={`${classes.events} num`}>
      {some.map(({ pipeline, stage, status, value, stageSince }, place) => {
        const known = data?.data.find(({ id }) => id === pipeline)
        const where = known?.stages.find(({ id }) => id === stage)?.name
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two opportunities may be alike
          <li key={place}>
            <Parts
              parts={[known?.name, where, status, value !== null && numberText(value), `since ${timeText(stageSince)}`]}
            />
          </li>
        )
      })}
    </ul>
  )
}

function Parts({ parts }: { parts: ReactNode[] }) {
  return parts.filter(Boolean).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they stand where they stand
    <Fragment key={place}>
      {place > 0 && ' · '}
      {part}
    </Fragment>
  ))
}
