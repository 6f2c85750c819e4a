import { segmentsExplain, segmentsExplainFilter, toId } from '@rollcall/contract'
import { membersOf, referencesIn } from '@rollcall/filters'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { explainContact } from '../../audience/explain-contact.ts'
import { judgedAt } from '../../audience/judged-at.ts'
import { loadCatalog } from '../../store/catalog.ts'
import { getSegment } from '../../store/segments.ts'

export const explainSegmentAction = action(segmentsExplain, async ({ product, caller }, { params, query }) => {
  const { database } = product
  const { projectId } = caller
  const { id, filters } = await getSegment(database, projectId, params.segment)
  // A static segment has no rule; that of being in it says since when.
  const filter = filters ?? membersOf(toId('segment', id))
  const catalog = await loadCatalog(database, projectId, referencesIn(filter))
  const now = judgedAt(product, query.at)
  return explainContact(database, projectId, { filter, catalog, contact: query.contact, now })
})

export const explainFilterAction = action(segmentsExplainFilter, async ({ product, caller }, { body }) => {
  const now = judgedAt(product, body.at)
  const rule = await compileFilter(product.database, caller.projectId, { filters: body.filters, now })
  return explainContact(product.database, caller.projectId, { ...rule, contact: body.contact, now })
})
