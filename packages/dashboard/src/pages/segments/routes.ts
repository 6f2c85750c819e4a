import { IconFilter } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { overlapSearch, segmentsSearch } from './search.ts'

export const segmentsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/segments',
    validateSearch: segmentsSearch,
    staticData: { place: { group: 'Audience', label: 'Segments', keys: 'g s', Icon: IconFilter } },
    component: lazyRouteComponent(() => import('./segments-page.tsx'), 'SegmentsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/segments/overlap',
    validateSearch: overlapSearch,
    component: lazyRouteComponent(() => import('./overlap-page.tsx'), 'OverlapPage'),
  }),
] as const
