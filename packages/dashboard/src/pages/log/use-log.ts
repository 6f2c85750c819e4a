import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { useLongList } from '../../parts/use-long-list.ts'
import { type LogSearch, PERIODS } from './search.ts'

export type Message = Reply<'deliveries.list'>['data'][number]

const LIVE_MS = 5_000
const DAY_MS = 86_400_000

/** The messages that are wanted, newest first, as one scrolls; `looked`: how far back they were looked for. */
export function useLog({ message: _, period, since, to, ...wanted }: LogSearch) {
  const query = useLongList<Message, Reply<'deliveries.list'>>(
    ['deliveries', 'log', wanted, period, since, to],
    ({ query, options }) => {
      const days = { from: since && startOfDay(since, 0), until: to && startOfDay(to, 1) }
      const from = period ? new Date(Date.now() - PERIODS[period] * DAY_MS).toISOString() : days.from
      return client.deliveries.list({ ...wanted, ...days, from, ...query }, options)
    },
    { everyMs: LIVE_MS },
  )
  return { ...query, looked: query.data?.pages.at(-1)?.looked ?? null }
}

/** The beginning of a day, or of one after it, where the person is who looks. */
function startOfDay(day: string, daysAfter: number): string {
  const start = new Date(`${day}T00:00`)
  start.setDate(start.getDate() + daysAfter)
  return start.toISOString()
}
