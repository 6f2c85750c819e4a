import { access } from 'node:fs/promises'
import { importsPreviewKept as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { previewFile } from '../../jobs/preview-file.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { getKeptFile, refuseGone } from './get-kept-file.ts'

export const importsPreviewKept = action(route, async ({ product, caller }, { params, body }) => {
  const { database } = product
  const { filePath, given } = await getKeptFile(database, caller.projectId, params.import)
  await access(filePath).catch(refuseGone)
  const fields = await listFieldDefinitions(database, caller.projectId)
  return previewFile(filePath, { options: { ...given, ...body }, fields, isCut: false })
})
