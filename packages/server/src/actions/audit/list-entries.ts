import { auditList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import { listAuditEntries } from '../../store/audit-log.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listEntriesAction = action(
  auditList,
  async ({ product, caller }, { query: { after, limit, ...query } }) => {
    const before = parseCursor(
      after,
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    )
    const found = await listAuditEntries(product.database, caller.projectId, { ...query, before, limit: limit + 1 })
    const nameOf = await nameActors(
      product.database,
      caller.projectId,
      found.map(({ actor }) => actor),
    )
    return toPage(found, {
      limit,
      place: ({ id }) => id,
      show: (entry) => ({ ...entry, actorName: nameOf(entry.actor) }),
    })
  },
)
