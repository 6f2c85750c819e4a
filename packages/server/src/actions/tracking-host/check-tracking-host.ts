import { trackingHostCheck } from '@rollcall/contract'
import { action } from '../../action.ts'
import { recheckTrackingHost } from '../../jobs/recheck-tracking-hosts.ts'
import { getTrackingHost } from '../../store/tracking-hosts.ts'
import { refuseManyChecks } from '../domains/refuse-many-checks.ts'
import { showTrackingHost } from './show-tracking-host.ts'

export const checkTrackingHostAction = action(trackingHostCheck, async ({ product, caller: { projectId } }) => {
  refuseManyChecks(product, projectId)
  const { host } = await getTrackingHost(product.database, projectId)
  if (host !== null) await recheckTrackingHost(product, { projectId, host })
  return showTrackingHost(product, projectId)
})
