import { IconMailOff } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { suppressionsSearch } from './search.ts'

export const suppressionsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/suppressions',
    validateSearch: suppressionsSearch,
    staticData: { place: { group: 'Sending', label: 'Suppression list', keys: 'g u', Icon: IconMailOff } },
    component: lazyRouteComponent(() => import('./suppressions-page.tsx'), 'SuppressionsPage'),
  }),
] as const
