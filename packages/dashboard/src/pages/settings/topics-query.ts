import type { Reply } from '@rollcall/sdk'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../api.ts'

// More than anybody wants to choose from; the API takes no more at once.
const MOST = 100

export type Topics = Reply<'topics.list'>
export type Topic = Topics['data'][number]

/** Every topic in its order, with how many people get it. */
export const topicsQuery = queryOptions({
  queryKey: ['topics', 'stats'],
  queryFn: ({ signal }) => client.topics.list({ stats: true, includeInactive: true, limit: MOST }, { signal }),
})
