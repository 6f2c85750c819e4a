import type { Action } from '../../action.ts'
import { deleteTestListAction } from './delete-test-list.ts'
import { listTestListsAction } from './list-test-lists.ts'
import { saveTestListAction } from './save-test-list.ts'

export const testListActions: Action[] = [listTestListsAction, saveTestListAction, deleteTestListAction]
