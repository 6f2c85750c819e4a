import { queryOptions } from '@tanstack/react-query'

/** The code that knows what filters can ask; it arrives when it is first needed. */
export const languageQuery = queryOptions({
  queryKey: ['filter-language'],
  queryFn: () => import('./catalogue.ts'),
  staleTime: Number.POSITIVE_INFINITY,
})
