import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { getImport, type ImportReply, insertImport, makeImportId, type NewImport } from '../../store/imports.ts'
import { resolveSegments } from './resolve-segments.ts'

/** Starts an import whose file `putFile` brings to the place that it is given. */
export async function insertWithFile(
  { product, caller, write }: ActionContext,
  made: Omit<NewImport, 'id' | 'filePath'>,
  putFile: (path: string) => Promise<void>,
): Promise<ImportReply> {
  const { database, config } = product
  const segments = made.options.segments && (await resolveSegments(database, caller.projectId, made.options.segments))
  const options = { ...made.options, ...(segments && { segments }) }
  const uuid = await makeImportId(database)
  const id = toId('import', uuid)
  const dir = join(config.dataDir, 'imports')
  const filePath = join(dir, `${id}.csv`)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await putFile(filePath)
  try {
    await write((transaction) => insertImport(transaction, { ...made, options, id: uuid, filePath }))
  } catch (error) {
    await rm(filePath, { force: true })
    throw error
  }
  product.wake('imports')
  return (await getImport(database, caller.projectId, id)).reply
}
