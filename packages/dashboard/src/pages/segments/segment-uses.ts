import { type Filter, isGroup } from '@rollcall/filters'

/** What uses a segment, by name. */
export type SegmentUse = { kind: 'campaign' | 'segment' | 'view'; id: string; name: string }

type Audience = { include: Part; exclude?: Part }
type Part = { segments?: string[]; filters?: unknown }

/** Everything that may name segments. */
export type Users = {
  campaigns: { id: string; name: string; audience: Audience }[]
  segments: { id: string; name: string; filters: unknown }[]
  views: { id: string; name: string; filters: unknown }[]
}

/** Who uses each segment, by its id. */
export function usesOfSegments({ campaigns, segments, views }: Users): Map<string, SegmentUse[]> {
  const uses = new Map<string, SegmentUse[]>()
  const add = (ids: Iterable<string>, use: SegmentUse) => {
    for (const id of new Set(ids)) uses.set(id, [...(uses.get(id) ?? []), use])
  }
  for (const { id, name, audience } of campaigns) {
    const parts = [audience.include, audience.exclude ?? {}]
    const named = parts.flatMap((part) => [...(part.segments ?? []), ...segmentsIn(part.filters)])
    add(named, { kind: 'campaign', id, name })
  }
  for (const { id, name, filters } of segments) add(segmentsIn(filters), { kind: 'segment', id, name })
  for (const { id, name, filters } of views) add(segmentsIn(filters), { kind: 'view', id, name })
  return uses
}

// A condition names a segment by its id, whatever kind of condition it is.
function segmentsIn(filters: unknown): string[] {
  // why: what the API has stored is a filter or nothing
  const filter = filters as Filter | null | undefined
  return (filter?.conditions ?? []).flatMap((node) =>
    isGroup(node) ? segmentsIn(node) : typeof node.segment === 'string' ? [node.segment] : [],
  )
}
