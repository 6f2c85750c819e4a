import type { Action } from '../../action.ts'
import { createFieldAction } from './create-field.ts'
import { deleteFieldAction } from './delete-field.ts'
import { getFieldAction } from './get-field.ts'
import { listFieldUsesAction } from './list-field-uses.ts'
import { listFieldsAction } from './list-fields.ts'
import { previewTypeAction } from './preview-type.ts'
import { updateFieldAction } from './update-field.ts'

export const fieldActions: Action[] = [
  listFieldsAction,
  createFieldAction,
  getFieldAction,
  updateFieldAction,
  previewTypeAction,
  deleteFieldAction,
  listFieldUsesAction,
]
