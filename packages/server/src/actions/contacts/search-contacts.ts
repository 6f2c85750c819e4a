import { contactsSearch, type RouteInput, toId } from '@rollcall/contract'
import type { Sort } from '@rollcall/engine'
import { columnsOf, type Lowering, SEARCH_COLUMN, searchLowering } from '@rollcall/filters'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { judgedAt } from '../../audience/judged-at.ts'
import { readPage } from '../../audience/read-page.ts'
import { segmentLowering } from '../../audience/segment-lowering.ts'
import { invalid } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'
import { getView, type ViewRecord } from '../../store/views.ts'

type Body = RouteInput<typeof contactsSearch>['body']
type Asked = { product: Product; projectId: number; now: Date }

export const searchContactsAction = action(contactsSearch, async ({ product, caller }, { body }) => {
  const startedAtMs = performance.now()
  const asked = { product, projectId: caller.projectId, now: judgedAt(product, body.at) }
  const view = body.view === undefined ? null : await getView(product.database, caller.projectId, body.view)
  const page = await readPage(product, caller.projectId, {
    lowering: { is: 'all', of: await lowerings(asked, body, view) },
    limit: body.limit,
    after: body.after,
    pointer: '/after',
    sort: await columnToSort(asked, body.sort ?? view?.sort ?? undefined),
  })
  const tookMs = performance.now() - startedAtMs
  return {
    data: await listContactsByRowNos(product.database, caller.projectId, page.rows),
    has_more: page.cursor !== null,
    next_cursor: page.cursor,
    total: page.total,
    tookMs: Math.round(tookMs * 100) / 100,
  }
})

async function lowerings(asked: Asked, body: Body, view: ViewRecord | null): Promise<Lowering[]> {
  const { product, projectId, now } = asked
  const { filters, q, segment } = body
  const parts: (Lowering | null)[] = [
    filters === undefined ? null : (await compileFilter(product.database, projectId, { filters, now })).lowering,
    q === undefined ? null : searchLowering(q),
    segment === undefined ? null : await segmentLowering(product.database, projectId, { segment, now }),
    view && (await viewLowering(asked, view)),
  ]
  return parts.filter((part) => part !== null)
}

/** A smart list: those who match its filter, and whoever carries its tag. */
async function viewLowering({ product, projectId, now }: Asked, view: ViewRecord): Promise<Lowering> {
  const request = { filters: view.filters, now, pointer: '/view' }
  const { lowering } = await compileFilter(product.database, projectId, request)
  if (view.includedTagId === null) return lowering
  return { is: 'any', of: [lowering, { is: 'set', set: `tag:${toId('tag', view.includedTagId)}` }] }
}

/** The column behind a field's key; a custom field may be given with or without `fields.`. */
async function columnToSort({ product, projectId }: Asked, sort: Body['sort']): Promise<Sort | undefined> {
  if (sort === undefined) return undefined
  const columns = columnsOf(await listFieldDefinitions(product.database, projectId))
  const sortable = columns.filter(({ id }) => id !== SEARCH_COLUMN).map(({ id }) => id)
  const column = [sort.field, `fields.${sort.field}`].find((id) => sortable.includes(id))
  if (column === undefined) {
    throw invalid(
      '/sort/field',
      `${JSON.stringify(sort.field)} cannot be sorted by: give one of ${sortable.join(', ')}`,
    )
  }
  return { column, direction: sort.direction === 'asc' ? 'ascending' : 'descending' }
}
