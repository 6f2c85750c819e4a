import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Campaign } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { numberText } from '../../parts/number-text.ts'
import { timeText } from '../../parts/time-text.ts'
import { topicsQuery } from '../../parts/topics.ts'
import { durationText } from './duration.ts'
import classes from './results.module.css'
import { scheduleText } from './when.ts'

type Fact = [label: string, value: ReactNode]

/** When it was scheduled for, began, was paused and ended, and at which pace. */
export function Course({ campaign }: { campaign: Campaign }) {
  const { schedule, frozen, launchedAt, pausedAt, finishedAt, status, channel, from, fromName } = campaign
  const topics = useQuery({ ...topicsQuery, enabled: campaign.topic !== null })
  const about = topics.data?.data.find(({ id }) => id === campaign.topic)?.name
  // A send that could be undone was a schedule too, for a moment that hardly falls on a full minute.
  const wasPlanned = schedule !== null && (schedule.timezone !== 'UTC' || schedule.at.endsWith(':00'))
  const facts: Fact[] = [
    channel === 'email' ? ['From', fromName ? `${fromName} <${from}>` : from] : ['Sent as', CHANNEL_NAMES[channel]],
  ]
  if (about) facts.push(['About', about])
  facts.push(...linkFacts(campaign))
  if (frozen?.atSchedule) facts.push(['Audience', `frozen ${timeText(frozen.at)}, when it was scheduled`])
  if (wasPlanned) facts.push(['Scheduled for', scheduleText(schedule)])
  facts.push(['Started', <Ago key="started" time={launchedAt} />])
  if (status === 'paused') facts.push(['Paused', <Ago key="paused" time={pausedAt} />])
  if (finishedAt) facts.push(['Finished', <Ago key="finished" time={finishedAt} />])
  if (finishedAt && launchedAt) facts.push(['Took', durationText(Date.parse(finishedAt) - Date.parse(launchedAt))])
  facts.push(...planFacts(campaign.plan))
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

function linkFacts({ channel, utm, tracking, tagRecipients }: Campaign): [string, string][] {
  const facts: [string, string][] = []
  const parameters = Object.entries(utm ?? {}).map(([name, value]) => `utm_${name}=${value}`)
  if (parameters.length > 0) facts.push(['Links say', parameters.join(', ')])
  if (tagRecipients.length > 0) facts.push(['Tagged', tagRecipients.join(', ')])
  const unseen = [!tracking.opens && 'opens', !tracking.clicks && 'clicks'].filter(Boolean)
  if (channel === 'email' && unseen.length > 0) facts.push(['Not noticed', unseen.join(' and ')])
  return facts
}

function zoneText(timezone: string | undefined): string {
  if (timezone === 'recipient') return ', by each person’s own clock'
  return timezone ? `, ${timezone}` : ''
}

function planFacts({ perHour, batches, window, frequencyCap }: Campaign['plan']): [string, string][] {
  const facts: [string, string][] = []
  if (perHour) facts.push(['Pace', `${numberText(perHour)} an hour`])
  if (batches) facts.push(['Pace', `${numberText(batches.size)} every ${durationText(batches.everyMinutes * 60_000)}`])
  if (window) facts.push(['Only from', `${window.from} to ${window.to}${zoneText(window.timezone)}`])
  if (frequencyCap) {
    const then = frequencyCap.reached === 'wait' ? 'then they wait' : 'then they are skipped'
    facts.push(['At most', `${frequencyCap.messages} in ${frequencyCap.hours} hours, ${then}`])
  }
  return facts
}
