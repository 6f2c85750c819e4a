import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { type Given, oneIn } from '../../search-params.ts'

/** The states of deliveries that the results can be narrowed to. */
const SHOWN_STATES = ['sent', 'skipped', 'failed'] as const

function resultsSearch(given: Given): { state?: (typeof SHOWN_STATES)[number] } {
  return { state: oneIn(given, 'state', SHOWN_STATES) }
}

export const campaignRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campaigns/new',
    component: lazyRouteComponent(() => import('./new-campaign-page.tsx'), 'NewCampaignPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campaigns/$campaign',
    validateSearch: resultsSearch,
    component: lazyRouteComponent(() => import('./campaign-page.tsx'), 'CampaignPage'),
  }),
] as const
