import { describeFilter, type Filter, type Lowering, lowerFilter, parseFilter, referencesIn } from '@rollcall/filters'
import { invalid } from '../failure.ts'
import { loadCatalog } from '../store/catalog.ts'
import type { Queryable } from '../store/database.ts'

/** A filter that was understood: its normalised form, its sentence, and what the index has to compute. */
export type CompiledFilter = { filter: Filter; sentence: string; lowering: Lowering }

/**
 * Understands a filter as a request gave it, at one instant. Refuses it with pointers below `pointer`, which is where the
 * filter stands in the request body.
 */
export async function compileFilter(
  record: Queryable,
  projectId: number,
  request: { filters: unknown; now: Date; pointer?: string },
): Promise<CompiledFilter> {
  const catalog = await loadCatalog(record, projectId, referencesIn(request.filters))
  const parsed = parseFilter(request.filters, catalog)
  if ('problems' in parsed) {
    const base = request.pointer ?? '/filters'
    throw invalid(parsed.problems.map(({ pointer, detail }) => ({ pointer: base + pointer, detail })))
  }
  const { filter } = parsed
  const now = Math.floor(request.now.getTime() / 1000)
  return { filter, sentence: describeFilter(filter, catalog), lowering: lowerFilter(filter, { now, catalog }) }
}
