import type { Action } from '../../action.ts'
import { getBatchStatusAction } from './get-batch-status.ts'
import { sendAction } from './send.ts'
import { sendTextAction } from './send-text.ts'

export const sendingActions: Action[] = [sendAction, sendTextAction, getBatchStatusAction]
