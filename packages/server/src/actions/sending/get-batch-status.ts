import { parseId, sendingGetBatchStatus } from '@rollcall/contract'
import { action } from '../../action.ts'
import { countDeliveries } from '../../store/deliveries.ts'
import { getSending } from '../../store/sendings.ts'
import { sendingProgress } from './sending-progress.ts'

export const getBatchStatusAction = action(sendingGetBatchStatus, async ({ product, caller }, { params }) => {
  const { database, now } = product
  const sending = await getSending(database, caller.projectId, params.batch)
  const uuid = parseId('campaign', sending.id)
  return sendingProgress(sending, await countDeliveries(database, caller.projectId, uuid ? [uuid] : []), now())
})
