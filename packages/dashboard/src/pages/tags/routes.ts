import { IconTags } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { type Given, newIn, textIn } from '../../search-params.ts'

function tagsSearch(given: Given): { q?: string; new?: true } {
  return { q: textIn(given, 'q'), new: newIn(given) }
}

export const tagsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/tags',
    validateSearch: tagsSearch,
    staticData: { place: { group: 'Audience', label: 'Tags', keys: 'g t', Icon: IconTags } },
    component: lazyRouteComponent(() => import('./tags-page.tsx'), 'TagsPage'),
  }),
] as const
