import { FEEDBACK } from '@rollcall/contract'
import type { Report } from '../../senders/providers/provider-kind.ts'
import type { Feedback, Heard, ReportedDelivery } from '../../store/delivery-feedback.ts'

/** A report with the delivery that it is about; `providerId` is the UUID of whoever reports. */
export type Matched = { report: Report; delivery: ReportedDelivery; providerId: string }

// A service that says when is believed within reason; an event of another year would end up where nobody looks.
const OLDEST_MS = 31 * 24 * 60 * 60_000

/** What reports say about each delivery, one line for each, whatever their order. */
export function gather(matched: Pick<Matched, 'report' | 'delivery'>[], now: Date): Heard[] {
  const heard = new Map<string, Heard>()
  for (const { report, delivery } of matched) {
    const before = heard.get(delivery.id) ?? { id: delivery.id, deliveredAt: null, feedback: null, note: null }
    heard.set(delivery.id, add(before, report, now))
  }
  return [...heard.values()]
}

function add(before: Heard, { what, at, note }: Matched['report'], now: Date): Heard {
  if (what === 'delivered') {
    const deliveredAt = believable(at, now)
    const isEarlier = before.deliveredAt === null || deliveredAt < before.deliveredAt
    return isEarlier ? { ...before, deliveredAt } : before
  }
  if (what === 'taken' || what === 'unsubscribed') return before
  return gradeOf(what) > gradeOf(before.feedback) ? { ...before, feedback: what, note } : before
}

function gradeOf(feedback: Feedback | null): number {
  return feedback === null ? -1 : FEEDBACK.indexOf(feedback)
}

function believable(at: Date | null, now: Date): Date {
  if (at === null || at > now || now.getTime() - at.getTime() > OLDEST_MS) return now
  return at
}
