import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, queryClient } from '../api.ts'

const POLL_MS = 500

/** Work on many people as the API tells of it. */
export type Job = Reply<'jobs.get'>

export function isOver(job: Job | undefined): boolean {
  return job?.status === 'completed' || job?.status === 'failed'
}

/** A job until it is over; then the families that it changed are asked for anew. They must always be the same. */
export function useJob(id: string | undefined, changes: readonly string[]) {
  const query = useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => client.jobs.get(id ?? '', { signal }),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
    enabled: id !== undefined,
  })
  const over = isOver(query.data)
  useEffect(() => {
    if (over) for (const family of changes) void queryClient.invalidateQueries({ queryKey: [family] })
  }, [over, changes])
  return query
}
