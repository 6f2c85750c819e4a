import { useDebouncedValue } from '@mantine/hooks'
import type { Body, Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { client } from '../../api.ts'
import { type Draft, hasAudience, lacksOf, toBody } from './draft.ts'

export type Checks = Reply<'campaigns.checks'>
export type Finding = Checks['checks'][number]

// Checks count people and read every version: a little more patience than with the preview.
const SETTLE_MS = 600

/** What is wrong with a draft as it stands there, or could be better; its links are asked only when somebody wants that. */
export function useChecks(draft: Draft) {
  const body = useMemo(() => toChecked(draft), [draft])
  const [settled] = useDebouncedValue(body, SETTLE_MS)
  const [asked, setAsked] = useState<typeof settled>()
  const query = useQuery({
    queryKey: ['checks', settled],
    queryFn: ({ signal }) => client.campaigns.checkUnsaved({ ...settled, links: false }, { signal }),
    placeholderData: keepPreviousData,
  })
  const withLinks = useQuery({
    queryKey: ['checks', 'links', settled],
    queryFn: ({ signal }) => client.campaigns.checkUnsaved({ ...settled, links: true }, { signal }),
    enabled: asked === settled,
    staleTime: 60_000,
  })
  const askLinks = () => {
    setAsked(settled)
    if (asked === settled) void withLinks.refetch()
  }
  const linkFindings = withLinks.data?.checks.filter(({ check }) => check === 'broken_links') ?? []
  const found = query.data?.checks ?? []
  const checks = query.data && { ...query.data, checks: [...found, ...linkFindings] }
  return {
    checks,
    error: query.error ?? withLinks.error,
    isAsking: query.isFetching || withLinks.isFetching,
    hasAskedLinks: linkFindings.length > 0,
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

function toChecked(draft: Draft): Omit<Body<'campaigns.checkUnsaved'>, 'links'> {
  const { channel, subject, preheader, html, mjml, text, from, provider, topic, variants, utm, tracking } =
    toBody(draft)
  const { audience, test } = draft
  // The API knows no test whose event has no name yet; the card of the message asks for it.
  const isNamed = test?.decide?.by !== 'conversions' || Boolean(test.decide.event)
  return {
    ...{ channel, subject, preheader, html, mjml, text, from, provider, topic, variants },
    ...(hasAudience(audience) && { audience }),
    // Nor parameters without a source, a medium and a campaign.
    ...(lacksOf(draft).links.length === 0 && { utm, tracking }),
    test: isNamed ? test : null,
  }
}
