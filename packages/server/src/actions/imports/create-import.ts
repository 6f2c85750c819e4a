import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { importsCreate as route, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { getImport, insertImport, makeImportId } from '../../store/imports.ts'

export const importsCreate = action(route, async ({ product, caller, request, write }, { body: options }) => {
  const { upload } = request
  if (!upload) throw failure('bad_upload', { reason: 'the part file is missing' })
  const { database, config } = product
  const uuid = await makeImportId(database)
  const id = toId('import', uuid)
  const dir = join(config.dataDir, 'imports')
  const filePath = join(dir, `${id}.csv`)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await rename(upload.path, filePath)
  const { fileName, sizeBytes } = upload
  try {
    await write((transaction) => insertImport(transaction, { id: uuid, fileName, filePath, sizeBytes, options }))
  } catch (error) {
    await rm(filePath, { force: true })
    throw error
  }
  product.wake('imports')
  return (await getImport(database, caller.projectId, id)).reply
})
