import { exportsCreate as route, toId } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { freezePeople } from '../../audience/freeze-people.ts'
import { findExportColumn, importedColumns } from '../../contacts/export-columns.ts'
import { invalid } from '../../failure.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { getExport, insertExport, listUsedChannels } from '../../store/exports.ts'

const KEPT_MS = 24 * 60 * 60_000

export const exportsCreate = action(route, async (context, { body }) => {
  const { product, caller } = context
  const columns = await chooseColumns(context, body.columns)
  const members = await freezePeople(product, caller.projectId, body)
  const at = product.now()
  const made = { format: body.format, columns, members, at, expiresAt: new Date(at.getTime() + KEPT_MS) }
  const uuid = await context.write((transaction) => insertExport(transaction, made))
  product.wake('exports')
  return getExport(product.database, caller.projectId, { id: toId('export', uuid), now: at })
})

async function chooseColumns({ product, caller }: ActionContext, asked: string[] | undefined): Promise<string[]> {
  const { database } = product
  const fields = (await listFieldDefinitions(database, caller.projectId)).map(({ key }) => key)
  if (asked === undefined) return importedColumns({ fields, ...(await listUsedChannels(database, caller.projectId)) })
  const columns = asked.map((text, place) => {
    const column = findExportColumn(text.trim(), fields)
    if (column === undefined) throw invalid(`/columns/${place}`, `there is no field ${JSON.stringify(text)}`)
    return column
  })
  return [...new Set(columns)]
}
