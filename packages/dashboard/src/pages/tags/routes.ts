import { IconTags } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { tagsSearch } from './search.ts'

export const tagsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/tags',
    validateSearch: tagsSearch,
    staticData: { place: { group: 'Audience', label: 'Tags', keys: 'g t', Icon: IconTags } },
    component: lazyRouteComponent(() => import('./tags-page.tsx'), 'TagsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/tags/audit',
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/tags/$tag',
    component: lazyRouteComponent(() => import('./tag-page.tsx'), 'TagPage'),
  }),
] as const
