import { funnelPeople } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { action } from '../../action.ts'
import { readPage } from '../../audience/read-page.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'
import { listFunnelTimes } from '../../store/funnel.ts'
import { inStage, LOST, lowerNarrowed } from './lower-narrowed.ts'

export const listFunnelPeopleAction = action(funnelPeople, async ({ product, caller }, { query }) => {
  const { database } = product
  const people = await lowerNarrowed(database, caller.projectId, { narrowed: query, now: product.now() })
  const page = await readPage(product, caller.projectId, {
    lowering: { is: 'all', of: [inStage(query.stage), ...lostLowering(query.lost), people] },
    limit: query.limit,
    after: query.after,
    // Whoever was just moved is on top.
    sort: { column: 'updatedAt', direction: 'descending' },
  })
  const [contacts, times] = await Promise.all([
    listContactsByRowNos(database, caller.projectId, page.rows),
    listFunnelTimes(database, caller.projectId, page.rows),
  ])
  return {
    data: contacts.map((contact) => {
      const { since, lostSince = null } = times.get(contact.id) ?? {}
      return {
        ...contact,
        since: since?.toISOString() ?? contact.createdAt,
        lostSince: lostSince?.toISOString() ?? null,
      }
    }),
    has_more: page.cursor !== null,
    next_cursor: page.cursor,
    total: page.total,
  }
})

function lostLowering(lost: boolean | undefined): Lowering[] {
  if (lost === undefined) return []
  return [lost ? LOST : { is: 'not', of: LOST }]
}
