import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { segmentSearch } from './search.ts'
import { askForSegment } from './segment-queries.ts'

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
    loader: ({ params, location }) => askForSegment(params.segment, segmentSearch(location.search)),
    shouldReload: false,
    component: lazyRouteComponent(() => import('./segment-page.tsx'), 'SegmentPage'),
  }),
] as const
