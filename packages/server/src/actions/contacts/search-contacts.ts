import { contactsSearch, type RouteInput } from '@rollcall/contract'
import type { Sort } from '@rollcall/engine'
import { columnsOf, derivedFields, SEARCH_COLUMN } from '@rollcall/filters'
import { action } from '../../action.ts'
import { listEngagedContacts } from '../../audience/engaged-contacts.ts'
import { judgedAt } from '../../audience/judged-at.ts'
import { messageTimeAt } from '../../audience/message-time-at.ts'
import { readSearchPage } from '../../audience/read-search-page.ts'
import { lowerSearch } from '../../audience/search-lowering.ts'
import { invalid } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'
import { getView } from '../../store/views.ts'
import { tookMs } from '../took-ms.ts'

type Body = RouteInput<typeof contactsSearch>['body']
type Asked = { product: Product; projectId: number; now: Date }

export const searchContactsAction = action(contactsSearch, async ({ product, caller }, { body }) => {
  const startedAtMs = performance.now()
  const asked = { product, projectId: caller.projectId, now: judgedAt(product, body.at) }
  const view = body.view === undefined ? null : await getView(product.database, caller.projectId, body.view)
  const { q, engagement, ...narrowed } = body
  const page = await readSearchPage(product, caller.projectId, {
    q,
    lowering: await lowerSearch(product.database, caller.projectId, { search: narrowed, now: asked.now }),
    limit: body.limit,
    after: body.after,
    pointer: '/after',
    sort: await columnToSort(asked, body.sort ?? view?.sort ?? undefined),
  })
  const foundInMs = tookMs(startedAtMs)
  const { rows } = page
  return {
    data: engagement
      ? await listEngagedContacts(product, caller.projectId, { rowNos: rows, now: asked.now })
      : await listContactsByRowNos(product.database, caller.projectId, rows),
    has_more: page.cursor !== null,
    next_cursor: page.cursor,
    total: page.total,
    approximate: page.approximate,
    tookMs: foundInMs,
  }
})

/** The column behind a field's key; a custom field may be given with or without `fields.`. */
async function columnToSort({ product, projectId, now }: Asked, sort: Body['sort']): Promise<Sort | undefined> {
  if (sort === undefined) return undefined
  const direction = sort.direction === 'asc' ? 'ascending' : 'descending'
  const derived = derivedFields.find(({ key }) => key === sort.field)
  if (derived) return { column: derived.key, time: messageTimeAt(derived, now), direction }
  const columns = columnsOf(await listFieldDefinitions(product.database, projectId))
  const sortable = columns.filter(({ id }) => id !== SEARCH_COLUMN).map(({ id }) => id)
  const column = [sort.field, `fields.${sort.field}`].find((id) => sortable.includes(id))
  if (column === undefined) {
    throw invalid(
      '/sort/field',
      `${JSON.stringify(sort.field)} cannot be sorted by: give one of ${[...sortable, ...derivedFields.map(({ key }) => key)].join(', ')}`,
    )
  }
  return { column, direction }
}
