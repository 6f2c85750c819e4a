import { IconTemplate } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { newTemplateSearch, templateSearch } from './search.ts'

export const templatesRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/templates',
    staticData: { place: { group: 'Sending', label: 'Templates', keys: 'g e', Icon: IconTemplate } },
    component: lazyRouteComponent(() => import('./templates-page.tsx'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/templates/new',
    validateSearch: newTemplateSearch,
    component: lazyRouteComponent(() => import('./new-template-page.tsx'), 'NewTemplatePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/templates/$template',
    validateSearch: templateSearch,
    component: lazyRouteComponent(() => import('./template-page.tsx'), 'TemplatePage'),
  }),
] as const
