import { useQuery } from '@tanstack/react-query'
import { client, type Tag } from '../../api.ts'

/** What uses these tags, each user once. */
export function useUses(tags: Tag[]) {
  const ids = tags.map(({ id }) => id)
  return useQuery({
    queryKey: ['tags', 'uses', ids],
    queryFn: async ({ signal }) => {
      const found = await Promise.all(ids.map((id) => client.tags.uses(id, { signal })))
      const uses = found.flatMap(({ data }) => data)
      return [...new Map(uses.map((use) => [use.kind + use.id, use])).values()]
    },
  })
}
