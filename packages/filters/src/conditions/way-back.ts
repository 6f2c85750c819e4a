import type { Catalog, NamedSegment } from '../catalog.ts'
import { shown } from '../shown.ts'
import { referredSegments } from './referred-segments.ts'

/** How many segments may refer to each other in a row. */
const LONGEST_CHAIN = 100

/** Why a rule may not refer to a segment: it leads back to the rule's own segment, or through too many; else undefined. */
export function findWayBack(start: string, { named, ownSegment }: Catalog): string | undefined {
  const segments = new Map((named.segment ?? []).map((segment) => [segment.id, segment]))
  if (start === ownSegment) return 'A segment cannot refer to itself.'
  let level = [start]
  const cameFrom = new Map<string, string | undefined>([[start, undefined]])
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > LONGEST_CHAIN) return `From here on more than ${LONGEST_CHAIN} segments refer to each other in a row.`
    const next: string[] = []
    for (const from of level) {
      for (const to of referredSegments(segments.get(from)?.filter)) {
        if (to === ownSegment)
          return `This leads back to the segment itself: ${trail(from, cameFrom, segments)} refers to it.`
        if (!cameFrom.has(to)) next.push(to)
        if (!cameFrom.has(to)) cameFrom.set(to, from)
      }
    }
    level = next
  }
  return undefined
}

function trail(
  last: string,
  cameFrom: ReadonlyMap<string, string | undefined>,
  segments: ReadonlyMap<string, NamedSegment>,
): string {
  const names: string[] = []
  for (let id: string | undefined = last; id !== undefined; id = cameFrom.get(id)) {
    names.unshift(shown(segments.get(id)?.name ?? id))
  }
  return names.join(', which refers to ')
}
