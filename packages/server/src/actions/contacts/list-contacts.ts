import { contactsList, type RouteInput, toId } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { z } from 'zod'
import { action } from '../../action.ts'
import { readSearchPage } from '../../audience/read-search-page.ts'
import { segmentLowering } from '../../audience/segment-lowering.ts'
import { invalid } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { listContactsByRowNos, listRowNosNewestFirst } from '../../store/contacts.ts'
import { findTag } from '../../store/tags.ts'
import { parseCursor, toCursor } from '../cursor.ts'

type Query = RouteInput<typeof contactsList>['query']

const HIGHEST_ROW_NO = 2 ** 31 - 1

export const listContactsAction = action(contactsList, async ({ product, caller }, { query }) => {
  const narrowed = await lowerings(product, caller.projectId, query)
  const page =
    narrowed.length === 0 && !query.q?.trim()
      ? await pageOfEveryone(product, caller.projectId, query)
      : await readSearchPage(product, caller.projectId, {
          q: query.q,
          lowering: { is: 'all', of: narrowed },
          limit: query.limit,
          after: query.after,
        })
  return {
    data: await listContactsByRowNos(product.database, caller.projectId, page.rows),
    has_more: page.cursor !== null,
    next_cursor: page.cursor,
    approximate: page.approximate,
  }
})

/** Straight from the record: a contact that was just made is there at once. */
async function pageOfEveryone({ database }: Product, projectId: number, query: Query) {
  const before = parseCursor(query.after, z.int().min(0).max(HIGHEST_ROW_NO))
  const found = await listRowNosNewestFirst(database, projectId, { before, limit: query.limit + 1 })
  const rows = found.slice(0, query.limit)
  return { rows, cursor: found.length > query.limit ? toCursor(rows.at(-1)) : null, approximate: false }
}

async function lowerings(product: Product, projectId: number, query: Query): Promise<Lowering[]> {
  const { tag, status, segment } = query
  const parts: (Lowering | null)[] = [
    tag === undefined ? null : await tagLowering(product, projectId, tag),
    status === undefined ? null : { is: 'codes', column: 'status', any: [status] },
    segment === undefined ? null : await segmentLowering(product.database, projectId, { segment, now: product.now() }),
  ]
  return parts.filter((part) => part !== null)
}

async function tagLowering({ database }: Product, projectId: number, text: string): Promise<Lowering> {
  const tag = await findTag(database, projectId, text)
  if (!tag) throw invalid('?tag', `there is no tag ${JSON.stringify(text)}: give its id or exact name`)
  return { is: 'set', set: `tag:${toId('tag', tag.id)}` }
}
