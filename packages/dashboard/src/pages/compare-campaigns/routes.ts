import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { compareSearch } from './search.ts'

export const compareCampaignsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campaigns/compare',
    validateSearch: compareSearch,
    component: lazyRouteComponent(() => import('./compare-page.tsx'), 'ComparePage'),
  }),
] as const
