import { type Catalog, describeFilter, type Filter, type Lowering, parseFilter, referencesIn } from '@rollcall/filters'
import { invalid } from '../failure.ts'
import { loadCatalog } from '../store/catalog.ts'
import type { Queryable } from '../store/database.ts'
import { lowerRule } from './lower-rule.ts'

/** A filter that was understood: its normalised form, its sentence, what the index has to compute, what its names mean. */
export type CompiledFilter = { filter: Filter; sentence: string; lowering: Lowering; catalog: Catalog }

/**
 * Understands a filter as a request gave it, at one instant. Refuses it with pointers below `pointer`, which is where the
 * filter stands in the request body.
 */
export async function compileFilter(
  record: Queryable,
  projectId: number,
  request: {
    filters: unknown
    now: Date
    pointer?: string
    /** The id of the segment whose rule this becomes, so that it may not lead back to itself. */
    ownSegment?: string
  },
): Promise<CompiledFilter> {
  const loaded = await loadCatalog(record, projectId, referencesIn(request.filters))
  const catalog = request.ownSegment === undefined ? loaded : { ...loaded, ownSegment: request.ownSegment }
  const parsed = parseFilter(request.filters, catalog)
  if ('problems' in parsed) {
    const base = request.pointer ?? '/filters'
    throw invalid(parsed.problems.map(({ pointer, detail }) => ({ pointer: base + pointer, detail })))
  }
  const { filter } = parsed
  const lowering = lowerRule(filter, { now: request.now, catalog })
  return { filter, sentence: describeFilter(filter, catalog), lowering, catalog }
}
