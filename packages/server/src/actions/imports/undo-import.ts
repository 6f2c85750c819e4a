import { parseId, importsUndo as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getImport } from '../../store/imports.ts'
import { startUndo } from '../jobs/start-undo.ts'

export const importsUndo = action(route, async (context, { params }) => {
  const { reply } = await getImport(context.product.database, context.caller.projectId, params.import)
  return startUndo(context, {
    cause: parseId('import', reply.id) ?? '',
    what: 'import',
    finishedAt: reply.finishedAt,
    until: reply.undo.until,
  })
})
