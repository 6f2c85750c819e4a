import { IconFileImport } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { importSearch } from './search.ts'

export const importRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/import',
    validateSearch: importSearch,
    staticData: { place: { group: 'Audience', label: 'Import', keys: 'g i', Icon: IconFileImport } },
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
  }),
] as const
