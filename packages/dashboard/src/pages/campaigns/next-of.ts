import type { Reply } from '@rollcall/sdk'
import { numberText } from '../../parts/number-text.ts'
import { agoText } from '../../parts/time-text.ts'
import { calendarMs, durationText, sendingMs } from '../campaign/duration.ts'
import { heldOf, leftOf } from '../campaign/state-words.ts'
import { throttleText } from '../campaign/throttle-text.ts'
import { scheduleText } from '../campaign/when.ts'

export type CampaignRow = Reply<'campaigns.list'>['data'][number]

/** What comes next for a campaign, or how it ended, in a few words. */
export function nextOf(row: CampaignRow, now: Date): { words: string; isTrouble?: true } {
  const { status, error, schedule, launchedAt, finishedAt, pausedAt, updatedAt } = row
  if (error) return { words: error, isTrouble: true }
  const left = numberText(leftOf(row.results))
  switch (status) {
    case 'draft':
    case 'failed':
      return { words: `Changed ${agoText(updatedAt, now)}` }
    case 'scheduled':
      return { words: schedule ? scheduleText(schedule) : '' }
    case 'sending':
      return { words: row.throttle?.isHeld ? throttleText(row.throttle) : sendingText(row, now) }
    case 'paused':
      return { words: `Paused ${pausedAt ? agoText(pausedAt, now) : ''}, ${left} waiting` }
    case 'sent':
    case 'cancelled':
      return { words: agoText(finishedAt ?? launchedAt ?? updatedAt, now) }
  }
}

function sendingText(row: CampaignRow, now: Date): string {
  return [`${numberText(leftOf(row.results))} left`, remainingOf(row, now)].filter(Boolean).join(', ')
}

/** By its plan when it has a pace, else by how it went so far. */
function remainingOf({ plan, results, launchedAt }: CampaignRow, now: Date): string | undefined {
  const left = leftOf(results) - heldOf(results)
  if (left <= 0) return undefined
  const planned = sendingMs(plan, left)
  if (planned !== undefined) return `about ${durationText(calendarMs(plan, planned))}`
  const runMs = now.getTime() - Date.parse(launchedAt ?? '')
  if (plan.window || !(runMs > 0) || results.sent === 0) return undefined
  return `about ${durationText((runMs / results.sent) * left)}`
}
