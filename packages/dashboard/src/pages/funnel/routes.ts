import { IconColumns3 } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { funnelSearch } from './search.ts'

export const funnelRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/funnel',
    validateSearch: funnelSearch,
    staticData: { place: { group: 'Audience', label: 'Funnel', keys: 'g f', Icon: IconColumns3 } },
    component: lazyRouteComponent(() => import('./funnel-page.tsx'), 'FunnelPage'),
  }),
] as const
