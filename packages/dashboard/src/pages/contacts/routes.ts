import { IconAddressBook } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { contactsSearch } from './search.ts'

export const contactsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contacts',
    validateSearch: contactsSearch,
    staticData: { place: { group: 'Audience', label: 'Contacts', keys: 'g c', Icon: IconAddressBook } },
    // Its code is no part of the first page's.
    loader: async ({ location }) =>
      (await import('./ask-for-contacts.ts')).askForContacts(contactsSearch(location.search)),
    shouldReload: false,
    component: lazyRouteComponent(() => import('./contacts-page.tsx'), 'ContactsPage'),
  }),
] as const
