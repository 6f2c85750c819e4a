import { IconBriefcase } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { opportunitiesSearch } from './search.ts'

export const opportunitiesRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/opportunities',
    validateSearch: opportunitiesSearch,
    staticData: { place: { group: 'Audience', label: 'Opportunities', keys: 'g p', Icon: IconBriefcase } },
    component: lazyRouteComponent(() => import('./opportunities-page.tsx'), 'OpportunitiesPage'),
  }),
] as const
