import type { Action } from '../../action.ts'
import { clearMessagesAction } from './clear-messages.ts'
import { downloadMessageAction } from './download-message.ts'
import { getMessageAction } from './get-message.ts'
import { listMessagesAction } from './list-messages.ts'

export const catcherActions: Action[] = [
  listMessagesAction,
  getMessageAction,
  downloadMessageAction,
  clearMessagesAction,
]
