import { link } from 'node:fs/promises'
import { importsRepeat as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { getImport } from '../../store/imports.ts'
import { insertWithFile } from './insert-with-file.ts'

export const importsRepeat = action(route, async (context, { params, body }) => {
  const { product, caller } = context
  const { reply, filePath, plan } = await getImport(product.database, caller.projectId, params.import)
  if (!reply.fileKept) throw failure('bad_upload', { reason: NOT_KEPT })
  const { fileName, sizeBytes } = reply
  // A workbook was converted when it was tried: its sheet is written as its plan says.
  const options = { delimiter: toDelimiter(plan?.format.delimiter), ...body }
  // A second name for the same bytes: each of the two imports deletes its own.
  return insertWithFile(context, { fileName, sizeBytes, options }, (path) => link(filePath, path).catch(refuseGone))
})

const NOT_KEPT = 'the file is no longer there: only a dry run that ended well keeps it, for a day. Upload it again'

const DELIMITERS = [',', ';', '\t', '|'] as const

function toDelimiter(delimiter: string | undefined) {
  return DELIMITERS.find((known) => known === delimiter)
}

function refuseGone(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    throw failure('bad_upload', { reason: NOT_KEPT })
  throw error
}
