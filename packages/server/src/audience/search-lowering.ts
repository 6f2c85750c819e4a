import { toId } from '@rollcall/contract'
import { type Lowering, searchLowering } from '@rollcall/filters'
import { invalid } from '../failure.ts'
import type { Queryable } from '../store/database.ts'
import { findNamed, resolveNamed } from '../store/named-ids.ts'
import type { ViewRecord } from '../store/views.ts'
import { getView } from '../store/views.ts'
import { compileFilter } from './compile.ts'
import { segmentLowering } from './segment-lowering.ts'

/** What a request asks of contacts; those who match all that is given are meant. */
export type Search = {
  filters?: unknown
  q?: string | undefined
  segment?: string | undefined
  /** By id or exact name; who has any of them. */
  tags?: string[] | undefined
  /** A saved view by id or exact name. */
  view?: string | undefined
}

/** What the index has to compute for a search; everyone when nothing is asked. */
export async function lowerSearch(
  record: Queryable,
  projectId: number,
  { search, now }: { search: Search; now: Date },
): Promise<Lowering> {
  const { filters, q, segment, tags } = search
  const view = search.view === undefined ? null : await getView(record, projectId, search.view)
  const parts: (Lowering | null)[] = [
    filters === undefined ? null : (await compileFilter(record, projectId, { filters, now })).lowering,
    q === undefined ? null : searchLowering(q),
    segment === undefined ? null : await segmentLowering(record, projectId, { segment, now }),
    tags === undefined ? null : await lowerTags(record, projectId, tags),
    view && (await lowerView(record, projectId, { view, now })),
  ]
  return { is: 'all', of: parts.filter((part) => part !== null) }
}

async function lowerTags(record: Queryable, projectId: number, tags: string[]): Promise<Lowering> {
  const named = await findNamed(record, projectId, { kind: 'tag', texts: tags })
  const ids = tags.map((text, place) => {
    const id = resolveNamed(text, named)
    if (id === undefined) throw invalid(`/tags/${place}`, `there is no tag ${JSON.stringify(text)}`)
    return id
  })
  return { is: 'any', of: ids.map((id) => ({ is: 'set', set: `tag:${id}` })) }
}

/** A smart list: those who match its filter, and whoever carries its tag. */
async function lowerView(
  record: Queryable,
  projectId: number,
  { view, now }: { view: ViewRecord; now: Date },
): Promise<Lowering> {
  const request = { filters: view.filters, now, pointer: '/view' }
  const { lowering } = await compileFilter(record, projectId, request)
  if (view.includedTagId === null) return lowering
  return { is: 'any', of: [lowering, { is: 'set', set: `tag:${toId('tag', view.includedTagId)}` }] }
}
