import type { HeardCount, Period, SentCount } from '../../store/statistics.ts'

const SENT = ['sent', 'delivered', 'bounced', 'complained', 'opens', 'clicks', 'unsubscribed'] as const

/** What became of messages, in all and by period. */
export function sendingOf(periods: Period[], { sent, heard }: { sent: SentCount[]; heard: HeardCount[] }) {
  const lines = periods.map(({ from, day }, index) => {
    const isThen = ({ place }: { place: number }) => place === index + 1
    const of = (name: HeardCount['name']) => heard.find((one) => isThen(one) && one.name === name)?.count ?? 0
    const tried = sent.find(isThen)
    const all = (tried?.sent ?? 0) + (tried?.refused ?? 0)
    const bounced = Math.max(of('email.bounced'), tried?.refused ?? 0)
    return {
      ...{ from: from.toISOString(), day, sent: all, bounced, delivered: Math.max(0, all - bounced) },
      ...{ complained: of('email.complained'), opens: of('email.opened'), clicks: of('email.clicked') },
      unsubscribed: of('email.unsubscribed'),
    }
  })
  return { ...sumOf(lines, SENT), periods: lines }
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
