import { segmentsUpdate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { invalid } from '../../failure.ts'
import { getSegment, updateSegment } from '../../store/segments.ts'
import { saveRule, withFreeName } from './save-segment.ts'
import { segmentReply } from './segment-reply.ts'

export const updateSegmentAction = action(segmentsUpdate, async (context, { params, body }) => {
  const { database, now } = context.product
  const { projectId } = context.caller
  const segment = await getSegment(database, projectId, params.segment)
  if (segment.kind === 'static' && body.filters !== undefined) {
    throw invalid('/filters', 'a static segment has no filters: put people in or take them out')
  }
  const rule =
    body.filters &&
    (await compileFilter(database, projectId, {
      filters: body.filters,
      now: now(),
      ownSegment: toId('segment', segment.id),
    }))
  const name = body.name?.normalize('NFC')
  await withFreeName(context, name ?? segment.name, () =>
    context.write(async (transaction) => {
      await updateSegment(transaction, segment.id, { name, description: body.description })
      if (rule) await saveRule(transaction, segment.id, rule)
      transaction.touchDefinitions()
    }),
  )
  await context.settled()
  return segmentReply(context, await getSegment(database, projectId, toId('segment', segment.id)))
})
