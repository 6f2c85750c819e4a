import type { ReactNode } from 'react'
import type { Campaign } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { numberText } from '../../parts/number-text.ts'
import { durationText } from './duration.ts'
import classes from './results.module.css'
import { scheduleText } from './when.ts'

/** When it was scheduled for, began, was paused and ended, and at which pace. */
export function Course({ campaign }: { campaign: Campaign }) {
  const { schedule, launchedAt, pausedAt, finishedAt, status, from, fromName } = campaign
  // A send that could be undone was a schedule too, for a moment that hardly falls on a full minute.
  const wasPlanned = schedule !== null && (schedule.timezone !== 'UTC' || schedule.at.endsWith(':00'))
  const facts: [label: string, value: ReactNode][] = [
    ['From', fromName ? `${fromName} <${from}>` : from],
    ...(wasPlanned ? [['Scheduled for', scheduleText(schedule)] as [string, ReactNode]] : []),
    ['Started', <Ago key="started" time={launchedAt} />],
    ...(status === 'paused' ? [['Paused', <Ago key="paused" time={pausedAt} />] as [string, ReactNode]] : []),
    ...(finishedAt ? [['Finished', <Ago key="finished" time={finishedAt} />] as [string, ReactNode]] : []),
    ...(finishedAt && launchedAt
      ? [['Took', durationText(Date.parse(finishedAt) - Date.parse(launchedAt))] as [string, ReactNode]]
      : []),
    ...planFacts(campaign.plan),
  ]
  return (
    <dl className={classes.course}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function planFacts({ perHour, batches, window, frequencyCap }: Campaign['plan']): [string, string][] {
  const facts: [string, string][] = []
  if (perHour) facts.push(['Pace', `${numberText(perHour)} an hour`])
  if (batches) facts.push(['Pace', `${numberText(batches.size)} every ${durationText(batches.everyMinutes * 60_000)}`])
  if (window)
    facts.push(['Only from', `${window.from} to ${window.to}${window.timezone ? `, ${window.timezone}` : ''}`])
  if (frequencyCap) facts.push(['At most', `${frequencyCap.messages} in ${frequencyCap.hours} hours`])
  return facts
}
