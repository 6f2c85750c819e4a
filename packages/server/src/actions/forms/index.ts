import type { Action } from '../../action.ts'
import { showFormAction, showScriptAction, submitFormAction } from './public-form.ts'
import {
  deleteFormAction,
  getFormAction,
  listFormsAction,
  listSignUpsAction,
  listVersionsAction,
} from './read-forms.ts'
import { createFormAction, updateFormAction } from './save-form.ts'

export const formActions: Action[] = [
  listFormsAction,
  createFormAction,
  getFormAction,
  updateFormAction,
  deleteFormAction,
  listVersionsAction,
  listSignUpsAction,
  showFormAction,
  submitFormAction,
  showScriptAction,
]
