import { funnelMove, type RouteInput, toId } from '@rollcall/contract'
import { RowBitmap } from '@rollcall/engine'
import { action } from '../../action.ts'
import type { Transaction } from '../../store/database.ts'
import { listCarriers, listInStage } from '../../store/funnel.ts'
import { createJob } from '../../store/jobs.ts'
import { getTag } from '../../store/tags.ts'

/** Whoever carries the tag, or is in the stage, now is moved, whatever changes while the job runs. */
export const moveFunnelAction = action(funnelMove, async ({ product, write }, { body }) => {
  const id = await write(async (transaction) => {
    const members = RowBitmap.of(await listMoved(transaction, body))
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

async function listMoved(transaction: Transaction, { tag, from }: RouteInput<typeof funnelMove>['body']) {
  const { projectId } = transaction
  if (tag === undefined) return listInStage(transaction, projectId, from === 'none' ? null : (from ?? null))
  return listCarriers(transaction, projectId, (await getTag(transaction, projectId, tag)).id)
}
