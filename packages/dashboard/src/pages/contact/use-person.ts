import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'

const LIVE_MS = 10_000

/** One person, live. */
export function usePerson(id: string) {
  return useQuery({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => client.contacts.get(id, { signal }),
    refetchInterval: LIVE_MS,
  })
}
