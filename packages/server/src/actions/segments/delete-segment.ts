import { segmentsDelete, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { refuseInUse, removeUses } from '../../store/definition-uses.ts'
import { deleteSegment, getSegment } from '../../store/segments.ts'

export const deleteSegmentAction = action(segmentsDelete, async (context, { params }) => {
  const { projectId } = context.caller
  await context.write(async (transaction) => {
    const segment = await getSegment(transaction, projectId, params.segment)
    await refuseInUse(transaction, { kind: 'segment', id: toId('segment', segment.id), name: segment.name })
    await removeUses(transaction, { kind: 'segment', uuid: segment.id })
    transaction.touch(await deleteSegment(transaction, segment.id))
    transaction.touchDefinitions()
  })
})
