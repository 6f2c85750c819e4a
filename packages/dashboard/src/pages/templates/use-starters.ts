import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'

export type Starter = Reply<'templates.starters'>['data'][number]

/** The messages that come with Rollcall. */
export function useStarters() {
  return useQuery({
    queryKey: ['starters'],
    queryFn: async ({ signal }) => (await client.templates.starters({ signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
