import { toId } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { lowerSearch } from '../../audience/search-lowering.ts'
import { invalid } from '../../failure.ts'
import type { Queryable } from '../../store/database.ts'
import { findTag } from '../../store/tags.ts'

/** What of the funnel is asked for; everyone when nothing is given. */
export type Narrowed = { q?: string | undefined; tag?: string | undefined; segment?: string | undefined }

/** What the index has to compute for it. */
export async function lowerNarrowed(
  record: Queryable,
  projectId: number,
  { narrowed, now }: { narrowed: Narrowed; now: Date },
): Promise<Lowering> {
  const { q, tag, segment } = narrowed
  const searched = await lowerSearch(record, projectId, { search: { q, segment }, now })
  if (tag === undefined) return searched
  const found = await findTag(record, projectId, tag)
  if (!found) throw invalid('?tag', `there is no tag ${JSON.stringify(tag)}: give its id or exact name`)
  return { is: 'all', of: [searched, { is: 'set', set: `tag:${toId('tag', found.id)}` }] }
}

/** Whoever is in a stage. */
export function inStage(stage: string): Lowering {
  return { is: 'codes', column: 'funnel', any: [stage] }
}

/** Whoever is marked as lost. */
export const LOST: Lowering = { is: 'set', set: 'mark:lost' }
