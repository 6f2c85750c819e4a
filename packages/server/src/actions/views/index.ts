import type { Action } from '../../action.ts'
import { createViewAction } from './create-view.ts'
import { deleteViewAction } from './delete-view.ts'
import { getViewAction } from './get-view.ts'
import { listViewsAction } from './list-views.ts'
import { updateViewAction } from './update-view.ts'

export const viewActions: Action[] = [
  listViewsAction,
  createViewAction,
  getViewAction,
  updateViewAction,
  deleteViewAction,
]
