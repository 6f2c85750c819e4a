import type { Action } from '../../action.ts'
import { checkTrackingHostAction } from './check-tracking-host.ts'
import { getTrackingHostAction } from './get-tracking-host.ts'
import { updateTrackingHost } from './update-tracking-host.ts'

export const trackingHostActions: Action[] = [getTrackingHostAction, updateTrackingHost, checkTrackingHostAction]
