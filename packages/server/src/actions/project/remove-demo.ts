import { demoRemove } from '@rollcall/contract'
import { action } from '../../action.ts'
import { removeDemoData } from '../../store/demo-removal.ts'

export const removeDemo = action(demoRemove, ({ write }) => write(removeDemoData))
