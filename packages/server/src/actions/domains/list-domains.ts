import { domainsList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listDomains } from '../../store/sending-domains.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { domainShower } from './show-domain.ts'

export const listDomainsAction = action(domainsList, async ({ product, caller }, { query }) => {
  const before = parseCursor(query.after, z.uuid())
  const found = await listDomains(product.database, caller.projectId, { before, limit: query.limit + 1 })
  return toPage(found, {
    limit: query.limit,
    place: ({ id }) => id,
    show: await domainShower(product, caller.projectId),
  })
})
