import { IconSend } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../frame/frame-route.tsx'
import { campaignsSearch } from './search.ts'

export const campaignsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campaigns',
    validateSearch: campaignsSearch,
    staticData: { place: { group: 'Sending', label: 'Campaigns', keys: 'g m', Icon: IconSend } },
    component: lazyRouteComponent(() => import('./campaigns-page.tsx'), 'CampaignsPage'),
  }),
] as const
