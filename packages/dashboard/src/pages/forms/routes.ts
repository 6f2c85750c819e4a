import { IconForms } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { formSearch, newFormSearch } from './search.ts'

// Below /forms/ are the pages that people see.
export const formsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/signup-forms',
    staticData: { place: { group: 'Audience', label: 'Forms', keys: 'g r', Icon: IconForms } },
    component: lazyRouteComponent(() => import('./forms-page.tsx'), 'FormsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/signup-forms/new',
    validateSearch: newFormSearch,
    component: lazyRouteComponent(() => import('./new-form-page.tsx'), 'NewFormPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/signup-forms/$form',
    validateSearch: formSearch,
    component: lazyRouteComponent(() => import('./form-page.tsx'), 'FormPage'),
  }),
] as const
