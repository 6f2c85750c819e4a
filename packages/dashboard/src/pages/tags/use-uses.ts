import { useQuery } from '@tanstack/react-query'
import { client, type Tag, troubleOf } from '../../api.ts'

/** What uses these tags, each user once. */
export function useUses(tags: Tag[]) {
  const ids = tags.map(({ id }) => id)
  return useQuery({
    queryKey: ['tags', 'uses', ids],
    queryFn: async ({ signal }) => {
      const uses = (await Promise.all(ids.map((id) => usesOf(id, signal)))).flat()
      return [...new Map(uses.map((use) => [use.kind + use.id, use])).values()]
    },
  })
}

// What is gone, such as by somebody else just now, is used by nothing.
async function usesOf(id: string, signal: AbortSignal) {
  try {
    return (await client.tags.uses(id, { signal })).data
  } catch (error) {
    if (troubleOf(error).isMissing) return []
    throw error
  }
}
