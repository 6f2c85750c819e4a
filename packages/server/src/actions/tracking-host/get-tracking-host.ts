import { trackingHostGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { showTrackingHost } from './show-tracking-host.ts'

export const getTrackingHostAction = action(trackingHostGet, ({ product, caller }) =>
  showTrackingHost(product, caller.projectId),
)
