import { segmentsUpdate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { failure, invalid } from '../../failure.ts'
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
      const version = await updateSegment(transaction, segment.id, { name, description: body.description })
      if (body.version !== undefined && body.version !== version) {
        throw failure('wrong_state', {
          what: 'segment',
          state: `at version ${version}`,
          needed: `at version ${body.version}, which was edited`,
        })
      }
      if (rule) await saveRule(transaction, segment.id, rule)
      transaction.touchDefinitions()
    }),
  )
  await context.settled()
  return segmentReply(context, await getSegment(database, projectId, toId('segment', segment.id)))
})
