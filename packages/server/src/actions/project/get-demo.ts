import { demoGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { countDemoData } from '../../store/demo-removal.ts'

export const getDemo = action(demoGet, ({ product, caller }) => countDemoData(product.database, caller.projectId))
