import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client, type Tag } from '../../api.ts'

/** The tags that may mean the same as a name, while it is being typed. */
export function useSimilar(name: string): Tag[] {
  const [asked] = useDebouncedValue(name.trim(), 120)
  const { data } = useQuery({
    queryKey: ['tags', 'similar', asked],
    queryFn: ({ signal }) => client.tags.list({ similarTo: asked, limit: 5 }, { signal }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  return asked === '' ? [] : (data?.data ?? [])
}
