import type { UseQueryResult } from '@tanstack/react-query'
import type { LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { troubleOf } from '../api.ts'
import { Answer } from './answer.tsx'
import { BackLink } from './back-link.tsx'
import { EmptyState } from './empty-state.tsx'
import { Page } from './page.tsx'
import { Waiting } from './waiting.tsx'

type Props<Thing> = {
  query: Pick<UseQueryResult<Thing>, 'data' | 'error' | 'refetch'>
  /** What it is called before its name is known, such as "Segment". */
  kind: string
  back: { to: LinkProps['to']; label: string }
  missing: { icon: ReactNode; title: string; why?: string; action?: ReactNode }
  children: (thing: Thing) => ReactNode
}

/** The page of one thing: its place while it is awaited, a word when it is not there or could not be read, or the page itself. */
export function ThingPage<Thing>({ query, kind, back, missing, children }: Props<Thing>) {
  const isMissing = query.error !== null && troubleOf(query.error).isMissing
  if (query.data !== undefined && !isMissing) return children(query.data)
  return (
    <Page title={kind} above={<BackLink to={back.to}>{back.label}</BackLink>}>
      {isMissing ? (
        <EmptyState icon={missing.icon} title={missing.title} action={missing.action}>
          {missing.why ?? 'It may have been deleted, or the link belongs to another project.'}
        </EmptyState>
      ) : (
        <Answer query={query} waiting={<Waiting height={360} />}>
          {() => null}
        </Answer>
      )}
    </Page>
  )
}
