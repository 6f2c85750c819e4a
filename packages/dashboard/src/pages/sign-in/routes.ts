import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../frame/frame-route.tsx'
import { type Given, textIn } from '../../search-params.ts'

function signInSearch(given: Given): { next?: string } {
  const next = textIn(given, 'next')
  // Only a path of this site: nobody is sent elsewhere by a crafted link.
  return { next: next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : undefined }
}

export const signInRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/claim',
    component: lazyRouteComponent(() => import('./claim-page.tsx'), 'ClaimPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reset-password',
    component: lazyRouteComponent(() => import('./reset-password-page.tsx'), 'ResetPasswordPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch: signInSearch,
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
] as const
