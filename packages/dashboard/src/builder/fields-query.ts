import { queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'

/** The custom fields of the project. */
export const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: ({ signal }) => client.fields.list({}, { signal }),
})
