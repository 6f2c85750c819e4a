import type { Action } from '../../action.ts'
import { showPageAction } from './show-page.ts'
import { unsubscribeNowAction } from './unsubscribe-now.ts'

export const unsubscribeActions: Action[] = [showPageAction, unsubscribeNowAction]
