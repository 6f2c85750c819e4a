import { createRootRoute, createRoute, redirect } from '@tanstack/react-router'
import { queryClient, troubleOf } from '../api.ts'
import { projectQuery, sessionQuery } from '../session.ts'
import { FailedPage, MissingPage } from './failed-page.tsx'
import { Frame } from './frame.tsx'

export const rootRoute = createRootRoute({ errorComponent: FailedPage, notFoundComponent: MissingPage })

/** Everything behind the sign-in; the parent of every page's route. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
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
