import { deliveredOf } from '../../store/heard-of.ts'
import type { Period, SendingCount } from '../../store/statistics.ts'

const SENT = ['sent', 'delivered', 'bounced', 'undelivered', 'complained', 'opens', 'clicks', 'unsubscribed'] as const

const NOTHING = {
  ...{ sent: 0, refused: 0, bounced: 0, undelivered: 0, complained: 0 },
  ...{ opens: 0, clicks: 0, unsubscribed: 0 },
}

/** What became of messages, in all and by period. */
export function sendingOf(periods: Period[], counts: SendingCount[]) {
  const lines = periods.map(({ from, day }, index) => {
    const { sent, refused, undelivered, ...counted } = counts.find(({ place }) => place === index + 1) ?? NOTHING
    const [handedOver, bounced] = [sent + refused, Math.max(counted.bounced, refused)]
    const delivered = deliveredOf({ handedOver, bounced, undelivered })
    return {
      ...{ from: from.toISOString(), day, sent: handedOver, delivered, bounced, undelivered },
      ...{ complained: counted.complained, opens: counted.opens, clicks: counted.clicks },
      unsubscribed: counted.unsubscribed,
    }
  })
  // Not the sum of the periods: what bounces in one was often sent in the one before.
  const sums = sumOf(lines, SENT)
  return { ...sums, delivered: deliveredOf({ ...sums, handedOver: sums.sent }), periods: lines }
}

/** The sums of these columns. */
export function sumOf<Name extends string>(
  lines: readonly Record<Name, number>[],
  names: readonly Name[],
): Record<Name, number> {
  const sums = names.map((name) => [name, lines.reduce((sum, line) => sum + line[name], 0)] as const)
  // why: one entry for each of the names
  return Object.fromEntries(sums) as Record<Name, number>
}
