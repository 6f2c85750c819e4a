import { queryOptions, useQuery } from '@tanstack/react-query'
import { client } from './api.ts'

/** Who is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => client.session.get({ signal }),
  staleTime: 60_000,
})

/** The project that this person works in. */
export const projectQuery = queryOptions({
  queryKey: ['project'],
  queryFn: ({ signal }) => client.project.get({ signal }),
  staleTime: 30_000,
})

/** The project, once it is known. */
export function useProject() {
  return useQuery(projectQuery).data
}
