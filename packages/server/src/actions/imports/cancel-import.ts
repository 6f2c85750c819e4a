import { parseId, importsCancel as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { removeUpload } from '../../jobs/remove-upload.ts'
import { cancelImport, getImport } from '../../store/imports.ts'

const CHECK = 'This check was stopped before its end. It changed nothing.'
const IMPORT = 'This import was stopped before its end. The rows until then stay imported, and can be undone.'

export const importsCancel = action(route, async ({ product, caller, write }, { params }) => {
  const { database } = product
  const { reply, filePath } = await getImport(database, caller.projectId, params.import)
  if (reply.finishedAt !== null)
    throw failure('wrong_state', { what: 'import', state: reply.status, needed: 'running' })
  // It waits for the batch that is being written, which stays; one that ended in the meantime stays as it ended.
  const stopped = { note: reply.dryRun ? CHECK : IMPORT, now: product.now() }
  const isStopped = await write((transaction) => cancelImport(transaction, parseId('import', reply.id) ?? '', stopped))
  if (isStopped) await removeUpload(filePath)
  return (await getImport(database, caller.projectId, reply.id)).reply
})
