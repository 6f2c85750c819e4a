import { rename } from 'node:fs/promises'
import { importsCreate as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { insertWithFile } from './insert-with-file.ts'

export const importsCreate = action(route, async (context, { body: options }) => {
  const { upload } = context.request
  if (!upload) throw failure('bad_upload', { reason: 'the part file is missing' })
  const { fileName, sizeBytes } = upload
  return insertWithFile(context, { fileName, sizeBytes, options }, (path) => rename(upload.path, path))
})
