import { IconListDetails } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { logSearch } from './search.ts'

export const logRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/log',
    validateSearch: logSearch,
    staticData: { place: { group: 'Sending', label: 'Message log', keys: 'g l', Icon: IconListDetails } },
    component: lazyRouteComponent(() => import('./log-page.tsx'), 'LogPage'),
  }),
] as const
