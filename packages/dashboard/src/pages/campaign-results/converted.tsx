import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { conversionsQuery } from './conversions-query.ts'
import { FunnelStep } from './funnel-step.tsx'
import classes from './overview.module.css'

const route = getRouteApi('/frame/campaigns/$campaign')

/** The last step: who did what one chose, or the way to choose it. */
export function Converted({ campaign, of }: { campaign: string; of: number }) {
  const { event, days = 7, value } = route.useSearch()
  const { data } = useQuery(conversionsQuery(campaign, { event, days, value }))
  if (event === undefined) {
    return (
      <li className={classes.step}>
        <Link to="." search={{ look: 'groups' }} preload={false}>
          Choose what counts as a conversion
        </Link>
      </li>
    )
  }
  return (
    <FunnelStep
      label={`Converted: ${event}`}
      count={data?.people ?? 0}
      of={of}
      share={data?.rate ?? null}
      search={{ did: 'converted', event, days }}
    />
  )
}
