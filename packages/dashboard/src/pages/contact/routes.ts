import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'

export const contactRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contacts/$contact',
    component: lazyRouteComponent(() => import('./contact-page.tsx'), 'ContactPage'),
  }),
] as const
