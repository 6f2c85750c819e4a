import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'

type Props<Data> = {
  query: Pick<UseQueryResult<Data>, 'data' | 'error'> & { refetch: () => unknown }
  waiting: ReactNode
  children: (data: Data) => ReactNode
}

/** The answer of a query: its skeleton while it is awaited, its error with a retry, or what it says. */
export function Answer<Data>({ query, waiting, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  return waiting
}
