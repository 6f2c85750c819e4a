import { deliveredOf } from '../store/heard-of.ts'
import { REPUTATION_DAYS, type SpanCount } from '../store/reputation.ts'

/** Amazon SES reviews senders at 5 % bounces; Gmail asks for less than 0.1 % complaints and never 0.3 %. */
export const REPUTATION_LIMITS = {
  bounceRate: { warning: 0.02, stop: 0.05 },
  complaintRate: { warning: 0.001, stop: 0.003 },
  minimum: 200,
} as const

export type ReputationWindow = {
  days: (typeof REPUTATION_DAYS)[number]
  sent: number
  delivered: number
  bounced: number
  complained: number
  bounceRate: number | null
  complaintRate: number | null
}

/** How a sender stands; `judgedDays`: over how many days, the last 7 or, when little was sent in them, 30. */
export type Gauge = {
  level: 'ok' | 'warning' | 'stop' | 'unknown'
  judgedDays: number | null
  windows: ReputationWindow[]
}

/** The gauge of what was counted; longer windows hold the shorter ones. */
export function judgeReputation(counts: readonly SpanCount[]): Gauge {
  const windows = REPUTATION_DAYS.map((days, place) =>
    toWindow(
      days,
      counts.filter(({ span }) => span <= place),
    ),
  )
  const judged = windows.find(({ days, sent }) => (days === 7 || days === 30) && sent >= REPUTATION_LIMITS.minimum)
  return { level: judged ? levelOf(judged) : 'unknown', judgedDays: judged?.days ?? null, windows }
}

function toWindow(days: ReputationWindow['days'], counts: SpanCount[]): ReputationWindow {
  const sum = (of: (count: SpanCount) => number) => counts.reduce((total, count) => total + of(count), 0)
  const sent = sum((count) => count.sent + count.refused)
  // What was refused at once is an event, too, unless its contact went with it.
  const bounced = Math.min(
    sent,
    Math.max(
      sum((count) => count.bounced),
      sum((count) => count.refused),
    ),
  )
  const complained = sum((count) => count.complained)
  const delivered = deliveredOf({ handedOver: sent, bounced, undelivered: sum((count) => count.undelivered) })
  return {
    ...{ days, sent, delivered, bounced, complained },
    bounceRate: sent === 0 ? null : bounced / sent,
    complaintRate: delivered === 0 ? null : complained / delivered,
  }
}

function levelOf({ bounceRate, complaintRate }: ReputationWindow): Gauge['level'] {
  const isOver = (level: 'warning' | 'stop') =>
    (bounceRate ?? 0) > REPUTATION_LIMITS.bounceRate[level] ||
    (complaintRate ?? 0) > REPUTATION_LIMITS.complaintRate[level]
  if (isOver('stop')) return 'stop'
  return isOver('warning') ? 'warning' : 'ok'
}

/** What a gauge says, in a sentence. */
export function describeGauge({ level, judgedDays, windows }: Gauge): string {
  const judged = windows.find(({ days }) => days === judgedDays)
  if (!judged)
    return `Fewer than ${REPUTATION_LIMITS.minimum} messages were sent in the last 30 days, which says nothing yet.`
  const facts = `Of ${judged.sent.toLocaleString('en')} messages in the last ${judged.days} days ${percent(judged.bounceRate)} bounced and ${percent(judged.complaintRate)} were reported as spam`
  if (level === 'ok') return `${facts}, which mailbox providers tolerate.`
  const { bounceRate, complaintRate } = REPUTATION_LIMITS
  const limits = level === 'stop' ? [bounceRate.stop, complaintRate.stop] : [bounceRate.warning, complaintRate.warning]
  const asked = limits.map(percent).join(' and ')
  if (level === 'warning') return `${facts}; more than ${asked} begins to hurt. Look at who is in the audience.`
  return `${facts}; beyond ${asked} mailbox providers stop taking mail, so no campaign is launched. Clean the list; an owner may let campaigns be launched all the same, with a reason.`
}

function percent(share: number | null): string {
  return `${Math.round((share ?? 0) * 10_000) / 100} %`
}
