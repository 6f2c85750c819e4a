import { parseId, sendingGetBatchStatus } from '@rollcall/contract'
import { action } from '../../action.ts'
import { countDeliveries } from '../../store/deliveries.ts'
import { getSending } from '../../store/sendings.ts'
import { countWaitingAt } from '../../store/waiting-deliveries.ts'
import { sendingProgress } from './sending-progress.ts'

export const getBatchStatusAction = action(sendingGetBatchStatus, async ({ product, caller }, { params }) => {
  const { database, now } = product
  const sending = await getSending(database, caller.projectId, params.batch)
  const id = parseId('campaign', sending.id) ?? ''
  const { projectId } = caller
  const domains = sending.sendingLimits.perDomain.map(({ domain }) => domain)
  const [counted, byDomain] = await Promise.all([
    countDeliveries(database, projectId, [id]),
    countWaitingAt(database, { projectId, id }, domains),
  ])
  return sendingProgress(sending, { counted, byDomain }, now())
})
