import { exportsGet as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getExport } from '../../store/exports.ts'

export const exportsGet = action(route, ({ product, caller }, { params }) =>
  getExport(product.database, caller.projectId, { id: params.export, now: product.now() }),
)
