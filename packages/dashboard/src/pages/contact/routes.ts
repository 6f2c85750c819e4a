import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { askForPerson } from './person-queries.ts'
import { mergeSearch, personSearch } from './search.ts'

export const contactRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contacts/$contact',
    validateSearch: personSearch,
    loader: ({ params, location }) => askForPerson(params.contact, personSearch(location.search)),
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
