import type { Period, SendingCount } from '../../store/statistics.ts'

const SENT = ['sent', 'delivered', 'bounced', 'complained', 'opens', 'clicks', 'unsubscribed'] as const

const NOTHING = { sent: 0, refused: 0, bounced: 0, complained: 0, opens: 0, clicks: 0, unsubscribed: 0 }

/** What became of messages, in all and by period. */
export function sendingOf(periods: Period[], counts: SendingCount[]) {
  const lines = periods.map(({ from, day }, index) => {
    const { sent, refused, ...counted } = counts.find(({ place }) => place === index + 1) ?? NOTHING
    const [tried, bounced] = [sent + refused, Math.max(counted.bounced, refused)]
    return {
      ...{ from: from.toISOString(), day, sent: tried, bounced, delivered: Math.max(0, tried - bounced) },
      ...{ complained: counted.complained, opens: counted.opens, clicks: counted.clicks },
      unsubscribed: counted.unsubscribed,
    }
  })
  // Not the sum of the periods: what bounces in one was often sent in the one before.
  const sums = sumOf(lines, SENT)
  return { ...sums, delivered: Math.max(0, sums.sent - sums.bounced), periods: lines }
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
