import { importsGet as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getImport } from '../../store/imports.ts'

export const importsGet = action(route, async ({ product, caller, reply }, { params }) => {
  const found = await getImport(product.database, caller.projectId, params.import)
  // So that whoever sees rows done can ask for counts that include them.
  if (found.position !== null) reply.header('Rollcall-Position', found.position)
  return found.reply
})
