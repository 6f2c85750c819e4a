import { link } from 'node:fs/promises'
import { importsRepeat as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getKeptFile, refuseGone } from './get-kept-file.ts'
import { insertWithFile } from './insert-with-file.ts'

export const importsRepeat = action(route, async (context, { params, body }) => {
  const { product, caller } = context
  const { reply, filePath, given } = await getKeptFile(product.database, caller.projectId, params.import)
  const { fileName, sizeBytes } = reply
  const options = { ...given, ...body }
  // A second name for the same bytes: each of the two imports deletes its own.
  return insertWithFile(context, { fileName, sizeBytes, options }, (path) => link(filePath, path).catch(refuseGone))
})
