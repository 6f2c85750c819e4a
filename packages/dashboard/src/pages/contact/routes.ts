import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { mergeSearch, personSearch } from './search.ts'

export const contactRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contacts/$contact',
    validateSearch: personSearch,
    // Its code is no part of the first page's.
    loader: async ({ params, location }) =>
      (await import('./person-queries.ts')).askForPerson(params.contact, personSearch(location.search)),
    shouldReload: false,
    component: lazyRouteComponent(() => import('./contact-page.tsx'), 'ContactPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contacts/$contact/merge',
    validateSearch: mergeSearch,
    component: lazyRouteComponent(() => import('./merge-page.tsx'), 'MergePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contacts/$contact/privacy',
    component: lazyRouteComponent(() => import('./privacy-page.tsx'), 'PrivacyPage'),
  }),
] as const
