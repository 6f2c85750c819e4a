import { rm } from 'node:fs/promises'
import { importsPreview as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { previewFile } from '../../jobs/preview-file.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'

export const importsPreview = action(route, async ({ product, caller, request }, { body }) => {
  const { upload } = request
  if (!upload) throw failure('bad_upload', { reason: 'the part file is missing' })
  const { isCut, ...options } = body
  try {
    const fields = await listFieldDefinitions(product.database, caller.projectId)
    return await previewFile(upload.path, { options, fields, isCut })
  } finally {
    await rm(upload.path, { force: true })
  }
})
