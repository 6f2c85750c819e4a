import type { Action } from '../../action.ts'
import { confirmAction, showConfirmationAction } from './show-confirmation.ts'

export const confirmActions: Action[] = [showConfirmationAction, confirmAction]
