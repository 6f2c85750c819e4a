import { funnelMove, toId } from '@rollcall/contract'
import { RowBitmap } from '@rollcall/engine'
import { action } from '../../action.ts'
import { listCarriers } from '../../store/funnel.ts'
import { createJob } from '../../store/jobs.ts'
import { getTag } from '../../store/tags.ts'

/** Whoever carries the tag now is moved, whatever changes while the job runs. */
export const moveFunnelAction = action(funnelMove, async ({ product, caller, write }, { body }) => {
  const id = await write(async (transaction) => {
    const tag = await getTag(transaction, caller.projectId, body.tag)
    const members = RowBitmap.of(await listCarriers(transaction, caller.projectId, tag.id))
    const people = { membersBase64: Buffer.from(members.toBytes()).toString('base64') }
    const funnel = body.stage === 'none' ? null : body.stage
    return createJob(
      transaction,
      { action: 'set_funnel', tagIds: [], segmentId: null, funnel, ...people },
      members.count,
    )
  })
  product.wake('jobs')
  return { id: toId('job', id), status: 'pending' }
})
