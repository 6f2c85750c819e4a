import { Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef } from 'react'
import type { Campaign, CampaignResults } from '../../api.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './looks.module.css'
import { Overview } from './overview.tsx'
import { LOOKS, type Look } from './search.ts'

const LinkMap = lazy(async () => ({ default: (await import('./link-map.tsx')).LinkMap }))
const Groups = lazy(async () => ({ default: (await import('./groups.tsx')).Groups }))
const Deliveries = lazy(async () => ({ default: (await import('./deliveries.tsx')).Deliveries }))

const route = getRouteApi('/frame/campaigns/$campaign')

const NAMES: Record<Look, string> = {
  overview: 'Overview',
  links: 'Clicks on the message',
  groups: 'Groups and conversions',
  deliveries: 'Everyone',
}

type Props = { campaign: Campaign; results: CampaignResults }

/** What is known of a launched campaign, one view at a time; which one stands in the address. */
export function Looks({ campaign, results }: Props) {
  const { look = 'overview', state, reason, did, link } = route.useSearch()
  const navigate = route.useNavigate()
  const tabs = useInSight(`${look} ${state} ${reason} ${did} ${link}`, look !== 'overview')
  const show = (next: Look | undefined) =>
    void navigate({
      search: ({ by, event, days, value }) => ({
        by,
        event,
        days,
        value,
        look: next === 'overview' ? undefined : next,
      }),
      resetScroll: false,
    })
  return (
    <Tabs value={look} onChange={(picked) => show(LOOKS.find((one) => one === picked))} keepMounted={false}>
      <Tabs.List ref={tabs} className={classes.tabs}>
        {LOOKS.filter((one) => one !== 'links' || campaign.channel === 'email').map((one) => (
          <Tabs.Tab key={one} value={one}>
            {NAMES[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={look} pt="lg">
        <Suspense fallback={<Waiting rows={6} />}>
          {look === 'overview' && <Overview campaign={campaign} results={results} />}
          {look === 'links' && <LinkMap campaign={campaign} />}
          {look === 'groups' && <Groups campaign={campaign} />}
          {look === 'deliveries' && (
            <Deliveries
              campaign={campaign.id}
              results={results}
              isLive={campaign.finishedAt === null}
              isMail={campaign.channel === 'email'}
            />
          )}
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  )
}

/** A number that was pressed far above shows its people: they must be in sight. */
function useInSight(shown: string, isWanted: boolean) {
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as something else is shown
  useEffect(() => {
    const top = place.current?.getBoundingClientRect().top ?? 0
    if (isWanted && (top < 0 || top > window.innerHeight / 2)) place.current?.scrollIntoView({ block: 'start' })
  }, [shown])
  return place
}
