import { segmentsRestore, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { getSegment } from '../../store/segments.ts'
import { getDynamicSegment, getVersion } from './get-rule.ts'
import { saveRule } from './save-segment.ts'
import { segmentReply } from './segment-reply.ts'

export const restoreVersionAction = action(segmentsRestore, async (context, { params, body }) => {
  const { database, now } = context.product
  const { projectId } = context.caller
  const segment = await getDynamicSegment(context, params.segment)
  const id = toId('segment', segment.id)
  const { version, filters } = await getVersion(context, segment, { version: body.version, pointer: '/version' })
  if (version !== segment.version) {
    const request = { filters, now: now(), ownSegment: id, pointer: '/version' }
    const rule = await compileFilter(database, projectId, request)
    await context.write(async (transaction) => {
      await saveRule(transaction, segment.id, rule)
      transaction.touchDefinitions()
    })
    await context.settled()
  }
  return segmentReply(context, await getSegment(database, projectId, id))
})
