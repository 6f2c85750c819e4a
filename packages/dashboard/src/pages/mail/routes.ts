import { IconInbox } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { type Given, textIn } from '../../search-params.ts'

function mailSearch(given: Given): { q?: string; message?: string } {
  return { q: textIn(given, 'q'), message: textIn(given, 'message') }
}

export const mailRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/mail',
    validateSearch: mailSearch,
    staticData: { place: { group: 'Sending', label: 'Mail catcher', keys: 'g o', Icon: IconInbox, catcherOnly: true } },
    component: lazyRouteComponent(() => import('./mail-page.tsx'), 'MailPage'),
  }),
] as const
