import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'
import { Waiting } from './waiting.tsx'

type Query<Item> = {
  data: { pages: { data: Item[] }[] } | undefined
  error: unknown
  refetch: () => unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

type Props<Item> = { query: Query<Item>; none: ReactNode; children: (items: Item[]) => ReactNode }

/** A list as it arrives: skeleton, error, nothing yet, or its items and a way to more. */
export function PagedAnswer<Item>({ query, none, children }: Props<Item>) {
  if (!query.data) {
    return query.error ? <ErrorState error={query.error} retry={() => query.refetch()} /> : <Waiting rows={8} />
  }
  const items = query.data.pages.flatMap(({ data }) => data)
  if (items.length === 0) return none
  return (
    <>
      {children(items)}
      {query.hasNextPage && (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}
