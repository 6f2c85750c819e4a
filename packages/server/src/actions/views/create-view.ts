import { viewsCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { insertView } from '../../store/views.ts'
import { saveView } from './save-view.ts'

export const createViewAction = action(viewsCreate, (context, { body }) => saveView(context, body, insertView))
