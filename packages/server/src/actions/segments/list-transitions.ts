import { segmentsTransitions } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import { findContactNames } from '../../store/contact-names.ts'
import { listTransitions } from '../../store/segment-transitions.ts'
import { getSegment } from '../../store/segments.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { reasonReply } from './because.ts'

export const listTransitionsAction = action(segmentsTransitions, async ({ product, caller }, { params, query }) => {
  const { database, index } = product
  const { projectId } = caller
  const after = parseCursor(query.after, z.number().int().min(0))
  const { id: segmentId } = await getSegment(database, projectId, params.segment)
  await index.recorded(projectId)
  const direction = query.direction ?? null
  const found = await listTransitions(database, projectId, { segmentId, direction, after, limit: query.limit + 1 })
  const rowNos = found.flatMap((entry) => entry.rowNos)
  const actors = found.map(({ actor }) => actor)
  const [names, nameOf] = await Promise.all([
    findContactNames(database, projectId, rowNos),
    nameActors(database, projectId, actors),
  ])
  return toPage(found, {
    limit: query.limit,
    place: ({ id }) => id,
    show: (entry) => ({
      id: String(entry.id),
      at: entry.at.toISOString(),
      direction: entry.direction,
      count: entry.count,
      contacts: entry.rowNos.flatMap((rowNo) => names.get(rowNo) ?? []),
      ...reasonReply(entry),
      byName: nameOf(entry.actor),
      version: entry.version,
    }),
  })
})
