import { useQuery } from '@tanstack/react-query'
import { usePollMs } from '../../live/connection.ts'
import { personQuery } from './person-queries.ts'

const POLL_MS = 10_000

/** One person, live. */
export function usePerson(id: string) {
  return useQuery({ ...personQuery(id), refetchInterval: usePollMs(POLL_MS) })
}
