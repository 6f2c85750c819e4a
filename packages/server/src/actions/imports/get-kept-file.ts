import { failure } from '../../failure.ts'
import type { Queryable } from '../../store/database.ts'
import { getImport } from '../../store/imports.ts'

/** The file that a dry run kept, and what is known of it: a workbook was converted, so that its sheet is written as the plan says. */
export async function getKeptFile(record: Queryable, projectId: number, id: string) {
  const { reply, filePath, plan } = await getImport(record, projectId, id)
  if (!reply.fileKept) throw failure('bad_upload', { reason: NOT_KEPT })
  const delimiter = DELIMITERS.find((known) => known === plan?.format.delimiter)
  return { reply, filePath, given: { delimiter, encoding: plan?.encoding } }
}

const DELIMITERS = [',', ';', '\t', '|'] as const

const NOT_KEPT = 'the file is no longer there: only a dry run that ended well keeps it, for a day. Upload it again'

/** Housekeeping came in between. */
export function refuseGone(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    throw failure('bad_upload', { reason: NOT_KEPT })
  throw error
}
