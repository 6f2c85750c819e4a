import { queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'

// More than anybody wants to choose from; the API takes no more at once.
const MOST = 100

/** Every topic in its order, also those that are not active. */
export const topicsQuery = queryOptions({
  queryKey: ['topics', 'all'],
  queryFn: ({ signal }) => client.topics.list({ includeInactive: true, limit: MOST }, { signal }),
})
