import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'

/** The colour of the tag with this name; tags are named in many answers, and their colours come once. */
export function useTagColor(name: string): string | undefined {
  const { data } = useQuery({
    queryKey: ['tags', 'colors'],
    queryFn: async ({ signal }) => {
      const { data } = await client.tags.colors({ signal })
      return new Map(data.map((tag) => [tag.name, tag.color]))
    },
    staleTime: 60_000,
  })
  return data?.get(name)
}
