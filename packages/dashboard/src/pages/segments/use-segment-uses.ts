import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '../../api.ts'
import { usesOfSegments } from './segment-uses.ts'
import { useSegmentList } from './use-segment-list.ts'

const PAGE = 100
const MOST_PAGES = 5
const FRESH_MS = 30_000

/** Who uses each segment, by its id; nothing until it is known. */
export function useSegmentUses() {
  const segments = useSegmentList(undefined, { isLive: false }).data
  const others = useQuery({
    queryKey: ['campaigns', 'audiences'],
    // Not given up by whoever passes through: the next page that wants it has it.
    queryFn: async () => {
      const [campaigns, views] = await Promise.all([listCampaigns(), client.views.list()])
      return { campaigns, views: views.data }
    },
    staleTime: FRESH_MS,
  }).data
  return useMemo(() => (segments && others ? usesOfSegments({ segments, ...others }) : undefined), [segments, others])
}

type Campaign = Awaited<ReturnType<typeof client.campaigns.list>>['data'][number]

async function listCampaigns(): Promise<Campaign[]> {
  const all: Campaign[] = []
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reply = await client.campaigns.list({ limit: PAGE, after })
    all.push(...reply.data)
    if (!reply.next_cursor) break
    after = reply.next_cursor
  }
  return all
}
