import type { IconTags } from '@tabler/icons-react'
import { type LinkProps, useRouter } from '@tanstack/react-router'
import { useProject } from '../session.ts'

const GROUPS = ['Audience', 'Sending', 'Project'] as const

/** How the sidebar, the palette and a shortcut name a page; `staticData` of its route. */
type Place = {
  group: (typeof GROUPS)[number]
  label: string
  keys: string
  Icon: typeof IconTags
  /** Only while mail is caught instead of sent. */
  catcherOnly?: true
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    place?: Place
  }
}

/** Every such page, in the order of the router, as the sidebar groups them. */
export function usePlaces() {
  const { routesById } = useRouter()
  const project = useProject()
  const places = Object.values(routesById).flatMap(({ fullPath, options }) => {
    const place = options.staticData?.place
    if (!place || (place.catcherOnly && !project?.usesCatcher)) return []
    return [{ ...place, to: fullPath satisfies LinkProps['to'] }]
  })
  return GROUPS.map((title) => ({ title, places: places.filter(({ group }) => group === title) }))
}
