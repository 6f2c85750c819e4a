import { open } from 'node:fs/promises'
import { exportsFile as route } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import { failure } from '../../failure.ts'
import { exportPath } from '../../jobs/export-file.ts'
import { getExport } from '../../store/exports.ts'

export const exportsFile = action(route, async ({ product, caller, reply }, { params }) => {
  const found = await getExport(product.database, caller.projectId, { id: params.export, now: product.now() })
  if (found.status !== 'completed') {
    throw failure('wrong_state', { what: 'export', state: found.status, needed: 'completed' })
  }
  const file = await open(exportPath(product.config.dataDir, found.id)).catch(() => {
    throw failure('not_found', { what: 'file of the export', id: found.id })
  })
  if (found.format === 'jsonl') reply.header('content-type', 'application/x-ndjson; charset=utf-8')
  return new Download(file.createReadStream(), `contacts-${found.createdAt.slice(0, 10)}.${found.format}`)
})
