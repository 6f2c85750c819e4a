import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { FailedPage } from './frame/failed-page.tsx'
import { frameRoute, rootRoute } from './frame/frame-route.tsx'
import { parseSearch, stringifySearch } from './long-rules.ts'
import { campaignRoutes } from './pages/campaign/routes.ts'
import { campaignsRoutes } from './pages/campaigns/routes.ts'
import { compareCampaignsRoutes } from './pages/compare-campaigns/routes.ts'
import { contactRoutes } from './pages/contact/routes.ts'
import { contactsRoutes } from './pages/contacts/routes.ts'
import { formsRoutes } from './pages/forms/routes.ts'
import { funnelRoutes } from './pages/funnel/routes.ts'
import { importRoutes } from './pages/import/routes.ts'
import { logRoutes } from './pages/log/routes.ts'
import { mailRoutes } from './pages/mail/routes.ts'
import { opportunitiesRoutes } from './pages/opportunities/routes.ts'
import { segmentRoutes } from './pages/segment/routes.ts'
import { segmentsRoutes } from './pages/segments/routes.ts'
import { settingsRoutes } from './pages/settings/routes.ts'
import { signInRoutes } from './pages/sign-in/routes.ts'
import { statisticsRoutes } from './pages/statistics/routes.ts'
import { suppressionsRoutes } from './pages/suppressions/routes.ts'
import { tagsRoutes } from './pages/tags/routes.ts'
import { templatesRoutes } from './pages/templates/routes.ts'

const home = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/contacts' })
  },
})

/** Every page with its address, in the sidebar's order; each page's code arrives when it is first opened, or pointed at. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...signInRoutes,
    frameRoute.addChildren([
      home,
      ...contactsRoutes,
      ...contactRoutes,
      ...tagsRoutes,
      ...segmentsRoutes,
      ...segmentRoutes,
      ...funnelRoutes,
      ...opportunitiesRoutes,
      ...formsRoutes,
      ...importRoutes,
      ...campaignsRoutes,
      ...campaignRoutes,
      ...compareCampaignsRoutes,
      ...templatesRoutes,
      ...statisticsRoutes,
      ...logRoutes,
      ...suppressionsRoutes,
      ...mailRoutes,
      ...settingsRoutes,
    ]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: FailedPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
