import type { Action } from '../../action.ts'
import { createSuppressionAction } from './create-suppression.ts'
import { deleteSuppressionAction } from './delete-suppression.ts'
import { exportSuppressionsAction } from './export-suppressions.ts'
import { importSuppressionsAction } from './import-suppressions.ts'
import { listSuppressionsAction } from './list-suppressions.ts'
import { removeSuppressionsAction } from './remove-suppressions.ts'
import { summariseSuppressionsAction } from './summarise-suppressions.ts'
import { updateSuppressionAction } from './update-suppression.ts'

export const suppressionActions: Action[] = [
  listSuppressionsAction,
  summariseSuppressionsAction,
  exportSuppressionsAction,
  createSuppressionAction,
  importSuppressionsAction,
  updateSuppressionAction,
  deleteSuppressionAction,
  removeSuppressionsAction,
]
