import { IconFileImport } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { type Given, textIn } from '../../search-params.ts'

function importSearch(given: Given): { import?: string } {
  return { import: textIn(given, 'import') }
}

export const importRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/import',
    validateSearch: importSearch,
    staticData: { place: { group: 'Audience', label: 'Import', keys: 'g i', Icon: IconFileImport } },
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
  }),
] as const
