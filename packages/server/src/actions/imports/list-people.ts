import { importsPeople as route } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listImportPeople } from '../../store/import-people.ts'
import { getImport } from '../../store/imports.ts'
import { parseCursor, toPage } from '../cursor.ts'

const place = z.object({ step: z.number().int(), place: z.number().int() })

export const importsPeople = action(route, async ({ product, caller }, { params, query }) => {
  const { database } = product
  const { limit, outcome } = query
  const { reply } = await getImport(database, caller.projectId, params.import)
  const found = await listImportPeople(database, caller.projectId, {
    importId: reply.id,
    outcome,
    after: parseCursor(query.after, place),
    limit: limit + 1,
  })
  return toPage(found, {
    limit,
    place: (last) => ({ step: last.step, place: last.place }),
    show: ({ id, email, name }) => ({ id, email, name }),
  })
})
