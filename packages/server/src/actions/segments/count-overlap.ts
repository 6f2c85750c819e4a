import { segmentsOverlap, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { judgedAt } from '../../audience/judged-at.ts'
import { lowerSegment } from '../../audience/segment-lowering.ts'
import { Failure, invalid } from '../../failure.ts'
import type { Queryable } from '../../store/database.ts'
import { getSegment, type SegmentRecord } from '../../store/segments.ts'

export const countOverlapAction = action(segmentsOverlap, async ({ product, caller }, { body }) => {
  const { database, index } = product
  const segments = await findSegments(database, caller.projectId, body.segments)
  const now = judgedAt(product, body.at)
  const lowerings = await Promise.all(
    segments.map((segment) => lowerSegment(database, caller.projectId, { segment, now })),
  )
  const counts = await index.regions(caller.projectId, lowerings)
  const ids = segments.map(({ id }) => toId('segment', id))
  const countOf = (places: number[]) => sum(counts.filter((_, region) => places.every((place) => has(region, place))))
  const toRegion = (count: number, region: number) => ({
    segments: ids.filter((_, place) => has(region, place)),
    count,
  })
  return {
    segments: segments.map(({ name }, place) => ({ id: ids[place] ?? '', name, count: countOf([place]) })),
    total: sum(counts),
    regions: counts
      .map(toRegion)
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count),
    pairs: ids.flatMap((first, place) =>
      ids.slice(place + 1).map((second, ahead) => {
        return { segments: [first, second], count: countOf([place, place + 1 + ahead]) }
      }),
    ),
  }
})

/** Whether a combination, which has a bit for each segment, includes the one at this place. */
function has(region: number, place: number): boolean {
  return ((region >> place) & 1) === 1
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

async function findSegments(record: Queryable, projectId: number, texts: string[]): Promise<SegmentRecord[]> {
  const found = await Promise.all(texts.map((text) => findSegment(record, projectId, text)))
  const problems = found.flatMap((segment, place) => {
    const pointer = `/segments/${place}`
    if (!segment) return [{ pointer, detail: `there is no segment ${JSON.stringify(texts[place])}` }]
    const isRepeated = found.slice(0, place).some((other) => other?.id === segment.id)
    return isRepeated ? [{ pointer, detail: `${JSON.stringify(segment.name)} is given twice` }] : []
  })
  if (problems.length > 0) throw invalid(problems)
  return found.flatMap((segment) => segment ?? [])
}

async function findSegment(record: Queryable, projectId: number, text: string): Promise<SegmentRecord | undefined> {
  try {
    return await getSegment(record, projectId, text)
  } catch (error) {
    if (error instanceof Failure && error.code === 'not_found') return undefined
    throw error
  }
}
