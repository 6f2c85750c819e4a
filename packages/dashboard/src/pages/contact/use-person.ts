import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { type Contact, client, queryClient } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'

const POLL_MS = 10_000

/** One person, live. */
export function usePerson(id: string) {
  return useQuery({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => client.contacts.get(id, { signal }),
    refetchInterval: usePollMs(POLL_MS),
    // Whoever comes from a list has them at hand already.
    initialData: () => findInLists(id)?.contact,
    initialDataUpdatedAt: () => findInLists(id)?.readAt,
  })
}

function findInLists(id: string): { contact: Contact; readAt: number | undefined } | undefined {
  for (const [key, page] of queryClient.getQueriesData<Reply<'contacts.search'>>({ queryKey: ['contacts', 'page'] })) {
    const contact = page?.data.find((row) => row.id === id)
    if (contact) return { contact, readAt: queryClient.getQueryState(key)?.dataUpdatedAt }
  }
  return undefined
}
