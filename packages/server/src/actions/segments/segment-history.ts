import { segmentsHistory } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { getProject } from '../../store/projects.ts'
import { findBase } from '../../store/segment-memberships.ts'
import { listSizeChanges } from '../../store/segment-sizes.ts'
import { getSegment } from '../../store/segments.ts'
import { historyPoints, startOfUnit } from './history-points.ts'

/** Without `from`: so many units up to `to`. */
const USUAL_SECONDS = { hour: 47 * 3_600, day: 29 * 86_400 }
const MOST_POINTS = 2_000
const UNIT_SECONDS = { hour: 3_600, day: 86_400 }

export const segmentHistoryAction = action(segmentsHistory, async ({ product, caller }, { params, query }) => {
  const { database, index, now } = product
  const { unit } = query
  const segment = await getSegment(database, caller.projectId, params.segment)
  const { timezone } = await getProject(database, caller.projectId)
  const to = toSeconds(query.to ? new Date(query.to) : now())
  const from = query.from ? toSeconds(new Date(query.from)) : to - USUAL_SECONDS[unit]
  if (from > to) throw invalid('?from', 'must not be after "to"')
  if ((to - from) / UNIT_SECONDS[unit] > MOST_POINTS) {
    throw invalid('?from', `at most ${MOST_POINTS} points at once: ask for a shorter time, or by the day`)
  }
  await index.recorded(caller.projectId)
  const changes = await listSizeChanges(database, caller.projectId, segment.id)
  const recordedSince = changes[0]?.hour ?? (await findBase(database, caller.projectId, segment.id))?.since
  const first = recordedSince && Math.max(from, startOfUnit(unit, toSeconds(recordedSince), timezone))
  const points = first === undefined ? [] : historyPoints(changes, { unit, timezone, from: first, to })
  return {
    unit,
    timezone,
    recordedSince: recordedSince?.toISOString() ?? null,
    data: points.map((point) => ({ ...point, at: new Date(point.at * 1000).toISOString() })),
  }
})

function toSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
