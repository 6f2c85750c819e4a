import { queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'

/** The custom fields of the project. */
export const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: ({ signal }) => client.fields.list({}, { signal }),
  // What this page changes of them is asked for anew at once.
  staleTime: 10_000,
})
