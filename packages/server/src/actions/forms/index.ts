import type { Action } from '../../action.ts'
import { previewFormAction } from './preview-form.ts'
import { showFormAction, showScriptAction, submitFormAction } from './public-form.ts'
import {
  deleteFormAction,
  getFormAction,
  listFormsAction,
  listSignUpsAction,
  listVersionsAction,
  restoreFormAction,
} from './read-forms.ts'
import { createFormAction, updateFormAction } from './save-form.ts'

export const formActions: Action[] = [
  listFormsAction,
  createFormAction,
  getFormAction,
  updateFormAction,
  deleteFormAction,
  restoreFormAction,
  previewFormAction,
  listVersionsAction,
  listSignUpsAction,
  showFormAction,
  submitFormAction,
  showScriptAction,
]
