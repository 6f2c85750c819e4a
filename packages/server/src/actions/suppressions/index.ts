import type { Action } from '../../action.ts'
import { createSuppressionAction } from './create-suppression.ts'
import { deleteSuppressionAction } from './delete-suppression.ts'
import { listSuppressionsAction } from './list-suppressions.ts'

export const suppressionActions: Action[] = [listSuppressionsAction, createSuppressionAction, deleteSuppressionAction]
