import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { segmentSearch } from './search.ts'

export const segmentRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/segments/new',
    validateSearch: segmentSearch,
    component: lazyRouteComponent(() => import('./new-segment-page.tsx'), 'NewSegmentPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/segments/$segment',
    validateSearch: segmentSearch,
    // Its code is no part of the first page's.
    loader: async ({ params, location }) =>
      (await import('./segment-queries.ts')).askForSegment(params.segment, segmentSearch(location.search)),
    shouldReload: false,
    component: lazyRouteComponent(() => import('./segment-page.tsx'), 'SegmentPage'),
  }),
] as const
