import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { queryClient, troubleOf } from './api.ts'
import { FailedPage, MissingPage } from './frame/failed-page.tsx'
import { Frame } from './frame/frame.tsx'
import {
  contactsSearch,
  importSearch,
  mailSearch,
  overlapSearch,
  resultsSearch,
  segmentSearch,
  segmentsSearch,
  signInSearch,
  tagsSearch,
} from './search.ts'
import { projectQuery, sessionQuery } from './session.ts'

const root = createRootRoute({ errorComponent: FailedPage, notFoundComponent: MissingPage })

const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(() => import('./pages/sign-in/claim-page.tsx'), 'ClaimPage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

/** Everything behind the sign-in. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ location }) => {
    try {
      await Promise.all([queryClient.ensureQueryData(sessionQuery), queryClient.ensureQueryData(projectQuery)])
    } catch (error) {
      if (troubleOf(error).isSignedOut) throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw error
    }
  },
  component: Frame,
  errorComponent: FailedPage,
})

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/contacts' })
  },
})

const contacts = createRoute({
  getParentRoute: () => frame,
  path: '/contacts',
  validateSearch: contactsSearch,
  component: lazyRouteComponent(() => import('./pages/contacts/contacts-page.tsx'), 'ContactsPage'),
})

const contact = createRoute({
  getParentRoute: () => frame,
  path: '/contacts/$contact',
  component: lazyRouteComponent(() => import('./pages/contact/contact-page.tsx'), 'ContactPage'),
})

const tags = createRoute({
  getParentRoute: () => frame,
  path: '/tags',
  validateSearch: tagsSearch,
  component: lazyRouteComponent(() => import('./pages/tags/tags-page.tsx'), 'TagsPage'),
})

const segments = createRoute({
  getParentRoute: () => frame,
  path: '/segments',
  validateSearch: segmentsSearch,
  component: lazyRouteComponent(() => import('./pages/segments/segments-page.tsx'), 'SegmentsPage'),
})

const overlap = createRoute({
  getParentRoute: () => frame,
  path: '/segments/overlap',
  validateSearch: overlapSearch,
  component: lazyRouteComponent(() => import('./pages/segments/overlap-page.tsx'), 'OverlapPage'),
})

const newSegment = createRoute({
  getParentRoute: () => frame,
  path: '/segments/new',
  validateSearch: segmentSearch,
  component: lazyRouteComponent(() => import('./pages/segment/new-segment-page.tsx'), 'NewSegmentPage'),
})

const segment = createRoute({
  getParentRoute: () => frame,
  path: '/segments/$segment',
  validateSearch: segmentSearch,
  component: lazyRouteComponent(() => import('./pages/segment/segment-page.tsx'), 'SegmentPage'),
})

const imports = createRoute({
  getParentRoute: () => frame,
  path: '/import',
  validateSearch: importSearch,
  component: lazyRouteComponent(() => import('./pages/import/import-page.tsx'), 'ImportPage'),
})

const campaigns = createRoute({
  getParentRoute: () => frame,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('./pages/campaigns/campaigns-page.tsx'), 'CampaignsPage'),
})

const newCampaign = createRoute({
  getParentRoute: () => frame,
  path: '/campaigns/new',
  component: lazyRouteComponent(() => import('./pages/campaign/new-campaign-page.tsx'), 'NewCampaignPage'),
})

const campaign = createRoute({
  getParentRoute: () => frame,
  path: '/campaigns/$campaign',
  validateSearch: resultsSearch,
  component: lazyRouteComponent(() => import('./pages/campaign/campaign-page.tsx'), 'CampaignPage'),
})

const mail = createRoute({
  getParentRoute: () => frame,
  path: '/mail',
  validateSearch: mailSearch,
  component: lazyRouteComponent(() => import('./pages/mail/mail-page.tsx'), 'MailPage'),
})

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
})

/** Every page with its address; each page's code arrives when it is first opened, or pointed at. */
export const router = createRouter({
  routeTree: root.addChildren([
    claim,
    signIn,
    frame.addChildren([
      home,
      contacts,
      contact,
      tags,
      segments,
      overlap,
      newSegment,
      segment,
      imports,
      campaigns,
      newCampaign,
      campaign,
      mail,
      settings,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: FailedPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
