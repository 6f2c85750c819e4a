import type { Reply } from '@rollcall/sdk'

type Link = Reply<'campaigns.links'>['data'][number]

/** A place of the message that leads somewhere, with all clicks on it; `share` is of the clicks that people made. */
export type LinkRow = {
  key: string
  position: number | null
  urls: string[]
  people: number
  total: number
  machine: number
  share: number
}

/** Links of the message in its order; where one place leads each person elsewhere, their clicks are put together. */
export function linkRows(links: Link[]): LinkRow[] {
  const all = links.reduce((sum, { total }) => sum + total, 0)
  const places = Map.groupBy(links, ({ position, url }) => (position === null ? (url ?? '') : `#${position}`))
  return [...places].map(([key, group]) => {
    const sum = (of: 'people' | 'total' | 'machine') => group.reduce((added, link) => added + link[of], 0)
    const total = sum('total')
    return {
      key,
      position: group[0]?.position ?? null,
      urls: group.flatMap(({ url }) => url ?? []),
      people: sum('people'),
      total,
      machine: sum('machine'),
      share: all === 0 ? 0 : total / all,
    }
  })
}
