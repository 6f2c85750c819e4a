import { IconAdjustments } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { auditSearch, domainsSearch, fieldsSearch, preferencesSearch, providersSearch, topicsSearch } from './search.ts'

const parent = { getParentRoute: () => frameRoute }

export const settingsRoutes = [
  createRoute({
    ...parent,
    path: '/settings',
    staticData: { place: { group: 'Project', label: 'Settings', keys: 'g ,', Icon: IconAdjustments } },
    beforeLoad: ({ location }) => {
      if (/^\/settings\/?$/.test(location.pathname)) throw redirect({ to: '/settings/project', replace: true })
    },
  }),
  createRoute({
    ...parent,
    path: '/settings/project',
    component: lazyRouteComponent(() => import('./project-page.tsx'), 'ProjectPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/sending',
    component: lazyRouteComponent(() => import('./sending-page.tsx'), 'SendingPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/providers',
    validateSearch: providersSearch,
    component: lazyRouteComponent(() => import('./providers-page.tsx'), 'ProvidersPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/domains',
    validateSearch: domainsSearch,
    component: lazyRouteComponent(() => import('./domains-page.tsx'), 'DomainsPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/people',
    component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/keys',
    component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/fields',
    validateSearch: fieldsSearch,
    component: lazyRouteComponent(() => import('./fields-page.tsx'), 'FieldsPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/topics',
    validateSearch: topicsSearch,
    component: lazyRouteComponent(() => import('./topics-page.tsx'), 'TopicsPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/preferences',
    validateSearch: preferencesSearch,
    component: lazyRouteComponent(() => import('./preferences-page.tsx'), 'PreferencesPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/audit',
    validateSearch: auditSearch,
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings/account',
    component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  }),
] as const
