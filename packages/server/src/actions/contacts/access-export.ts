import { contactsAccessExport } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { readAccessExport } from '../../store/access-export.ts'
import { findPerson } from '../../store/erasure.ts'
import { listSegmentNames } from '../../store/segments.ts'

export const accessExportAction = action(contactsAccessExport, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const person = await findPerson(product.database, projectId, params.contact)
  if (!person) throw failure('not_found', { what: 'contact', id: params.contact })
  const inSegments = await Promise.all(person.rowNos.map((rowNo) => product.index.segmentsOf(projectId, rowNo)))
  const ids = new Set<string>(inSegments.flat())
  const segments = await listSegmentNames(product.database, projectId)
  return {
    exportedAt: product.now().toISOString(),
    ...(await readAccessExport(product.database, projectId, person)),
    segments: segments.filter(({ id }) => ids.has(id)).map(({ name }) => name),
  }
})
