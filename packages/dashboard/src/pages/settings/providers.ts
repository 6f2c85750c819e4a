import type { Reply } from '@rollcall/sdk'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../api.ts'

export type Provider = Reply<'providers.get'>
export type ProviderKind = Reply<'providers.kinds'>['data'][number]

// More accounts than anybody has; the API takes no more at once.
const MOST = 100

/** The accounts that mail can leave through. */
export const providersQuery = queryOptions({
  queryKey: ['providers', 'list'],
  queryFn: ({ signal }) => client.providers.list({ limit: MOST }, { signal }),
})

/** The services that an account can be added of. */
export const providerKindsQuery = queryOptions({
  queryKey: ['provider-kinds'],
  queryFn: ({ signal }) => client.providers.kinds({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
})
