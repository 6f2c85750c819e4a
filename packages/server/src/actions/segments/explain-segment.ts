import { segmentsExplain, segmentsExplainFilter, toId } from '@rollcall/contract'
import { type Catalog, type Filter, membersOf, referencesIn } from '@rollcall/filters'
import { action, type Reader } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { explainContact, readExplained } from '../../audience/explain-contact.ts'
import { judgedAt } from '../../audience/judged-at.ts'
import { loadCatalog } from '../../store/catalog.ts'
import { getSegment } from '../../store/segments.ts'

export const explainSegmentAction = action(segmentsExplain, (context, { params, query }) =>
  explain(context, { contact: query.contact, at: query.at, rule: () => readRule(context, params.segment) }),
)

export const explainFilterAction = action(segmentsExplainFilter, (context, { body }) => {
  const { product, caller } = context
  const rule = (now: Date) => compileFilter(product.database, caller.projectId, { filters: body.filters, now })
  return explain(context, { contact: body.contact, at: body.at, rule })
})

type Asked = {
  contact: string
  at: string | undefined
  rule: (now: Date) => Promise<{ filter: Filter; catalog: Catalog }>
}

/** Reads the rule and the contact side by side. */
async function explain({ product, caller }: Reader, { contact, at, rule }: Asked) {
  const now = judgedAt(product, at)
  const [{ filter, catalog }, read] = await Promise.all([
    rule(now),
    readExplained(product.database, caller.projectId, contact),
  ])
  return explainContact(read, { filter, catalog, now })
}

async function readRule({ product: { database }, caller: { projectId } }: Reader, segment: string) {
  const { id, filters } = await getSegment(database, projectId, segment)
  // A static segment has no rule; that of being in it says since when.
  const filter = filters ?? membersOf(toId('segment', id))
  return { filter, catalog: await loadCatalog(database, projectId, referencesIn(filter)) }
}
