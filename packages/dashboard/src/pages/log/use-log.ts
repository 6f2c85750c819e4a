import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { useLongList } from '../../parts/use-long-list.ts'
import { type LogSearch, PERIODS } from './search.ts'

export type Message = Reply<'deliveries.list'>['data'][number]

const LIVE_MS = 5_000
const DAY_MS = 86_400_000

/** The messages that are wanted, newest first, as one scrolls. */
export function useLog({ message: _, period, ...wanted }: LogSearch) {
  return useLongList<Message>(
    ['deliveries', 'log', wanted, period],
    ({ query, options }) => {
      const from = period && new Date(Date.now() - PERIODS[period] * DAY_MS).toISOString()
      return client.deliveries.list({ ...wanted, from, ...query }, options)
    },
    { everyMs: LIVE_MS },
  )
}
