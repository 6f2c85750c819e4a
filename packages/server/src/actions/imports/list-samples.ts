import { importsSamples as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { type ImportSamples, noSamples } from '../../jobs/import-samples.ts'
import { listRejects } from '../../store/import-rows.ts'
import { findSamples, getImport } from '../../store/imports.ts'

const REJECTS = 20

export const importsSamples = action(route, async ({ product, caller }, { params }) => {
  const { database } = product
  const { reply } = await getImport(database, caller.projectId, params.import)
  const samples = await findSamples<ImportSamples>(database, caller.projectId, reply.id)
  const page = { importId: reply.id, after: 0, limit: REJECTS }
  const rejected = await listRejects(database, caller.projectId, page)
  return { ...noSamples(), ...samples, rejected: rejected.map(({ line, reason, cells }) => ({ line, reason, cells })) }
})
