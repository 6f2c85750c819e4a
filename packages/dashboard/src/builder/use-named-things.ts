import type { Named, NamedThings } from '@rollcall/filters'
import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'

type Page<T> = { data: T[]; next_cursor: string | null }
type Asked = { limit: number; after?: string | undefined }

// A list to pick from; who has more than a thousand of a kind keeps what a filter says already.
const MOST_PAGES = 10
const PAGE = 100
// Names alone: what this page changes of them is asked for anew at once.
const FRESH_MS = 60_000

/** The things of the project that conditions name one by one; without those that cannot be read. */
export function useNamedThings(needed: boolean): NamedThings | undefined {
  return useQuery({
    queryKey: ['named-things'],
    queryFn: ({ signal }) => listNamedThings(signal),
    enabled: needed,
    staleTime: FRESH_MS,
    meta: { families: ['segments', 'campaigns', 'topics', 'pipelines'] },
  }).data
}

async function listNamedThings(signal: AbortSignal): Promise<NamedThings> {
  const [segment, campaign, topic, pipeline] = await Promise.all([
    listAll((asked) => client.segments.list(asked, { signal })),
    listAll((asked) => client.campaigns.list(asked, { signal })),
    listAll((asked) => client.topics.list(asked, { signal })),
    listAll((asked) => client.pipelines.list(asked, { signal })),
  ])
  return { segment: segment.map(toNamed), campaign: campaign.map(toNamed), topic, pipeline }
}

function toNamed({ id, name }: Named): Named {
  return { id, name }
}

async function listAll<T>(list: (asked: Asked) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reply = await list({ limit: PAGE, after }).catch(() => undefined)
    all.push(...(reply?.data ?? []))
    if (!reply?.next_cursor) break
    after = reply.next_cursor
  }
  return all
}
