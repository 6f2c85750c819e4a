import { toId } from '@rollcall/contract'
import { invalid } from '../../failure.ts'
import type { Queryable } from '../../store/database.ts'
import { getSegment } from '../../store/segments.ts'

/** The ids of static segments that were named by id or name. */
export async function resolveSegments(record: Queryable, projectId: number, texts: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const [place, text] of texts.entries()) {
    const { id, kind } = await getSegment(record, projectId, text)
    if (kind === 'dynamic')
      throw invalid(`/segments/${place}`, 'its rule decides who is in a dynamic segment: give a static one')
    ids.push(toId('segment', id))
  }
  return [...new Set(ids)]
}
