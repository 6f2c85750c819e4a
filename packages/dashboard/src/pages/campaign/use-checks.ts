import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Campaign, client } from '../../api.ts'

export type Checks = Reply<'campaigns.checks'>
export type Finding = Checks['checks'][number]

/** What is wrong with a saved campaign or could be better; its links are asked only when somebody wants that. */
export function useChecks({ id, updatedAt }: Campaign) {
  const [askedAt, setAskedAt] = useState<string>()
  const query = useQuery({
    queryKey: ['checks', id, updatedAt],
    queryFn: ({ signal }) => client.campaigns.checks(id, { links: false }, { signal }),
    placeholderData: keepPreviousData,
  })
  const withLinks = useQuery({
    queryKey: ['checks', 'links', id, updatedAt],
    queryFn: ({ signal }) => client.campaigns.checks(id, { links: true }, { signal }),
    enabled: askedAt === updatedAt,
    staleTime: 60_000,
  })
  const askLinks = () => {
    setAskedAt(updatedAt)
    if (askedAt === updatedAt) void withLinks.refetch()
  }
  const linkFinding = withLinks.data?.checks.find(({ check }) => check === 'broken_links')
  const found = query.data?.checks ?? []
  const checks = query.data && { ...query.data, checks: linkFinding ? [...found, linkFinding] : found }
  return {
    checks,
    error: query.error ?? withLinks.error,
    isAsking: query.isFetching || withLinks.isFetching,
    hasAskedLinks: linkFinding !== undefined,
    askLinks,
    again: () => {
      void query.refetch()
      askLinks()
    },
  }
}

export type ChecksState = ReturnType<typeof useChecks>

/** What keeps a campaign from leaving. Whoever sends later may still find an audience. */
export function errorsIn(checks: Checks | undefined, isNow: boolean): Finding[] {
  return (checks?.checks ?? []).filter(({ level, check }) => level === 'error' && (isNow || check !== 'audience'))
}

export function warningsIn(checks: Checks | undefined): Finding[] {
  return (checks?.checks ?? []).filter(({ level }) => level === 'warning')
}
