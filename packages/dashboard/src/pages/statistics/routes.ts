import { IconChartBar } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { statisticsSearch } from './search.ts'

export const statisticsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/statistics',
    validateSearch: statisticsSearch,
    staticData: { place: { group: 'Sending', label: 'Statistics', keys: 'g a', Icon: IconChartBar } },
    component: lazyRouteComponent(() => import('./statistics-page.tsx'), 'StatisticsPage'),
  }),
] as const
