import type { BULK_ACTIONS } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import type { Queryable } from '../store/database.ts'
import { findNamed, resolveNamed } from '../store/named-ids.ts'
import { listTagNames } from '../store/tags.ts'

/** A bulk action as it is asked for, without to whom. */
export type AskedAction = {
  action: (typeof BULK_ACTIONS)[number]
  tags?: string[] | undefined
  segment?: string | undefined
  funnel?: string | undefined
  status?: string | undefined
}

const nobody: Lowering = { is: 'constant', value: false }

/** Who is already as a bulk action would make them, or is kept from it: all but values of fields. */
export async function bulkUnchanged(record: Queryable, projectId: number, asked: AskedAction): Promise<Lowering> {
  switch (asked.action) {
    case 'add_tags':
      return { is: 'all', of: await tagSets(record, projectId, asked.tags ?? []) }
    case 'remove_tags':
      return not({ is: 'any', of: await tagSets(record, projectId, asked.tags ?? []) })
    case 'remove_all_tags':
      return not({ is: 'any', of: await everyTagSet(record, projectId) })
    case 'add_to_segment':
      return segmentSet(record, projectId, asked.segment ?? '')
    case 'remove_from_segment':
      return not(await segmentSet(record, projectId, asked.segment ?? ''))
    case 'set_funnel':
      return { is: 'codes', column: 'funnel', any: [asked.funnel ?? 'none'] }
    case 'set_status':
      // Nobody leaves unsubscribed or bounced through a bulk action.
      return { is: 'codes', column: 'status', any: [asked.status ?? '', 'unsubscribed', 'bounced'] }
    default:
      return nobody
  }
}

function not(of: Lowering): Lowering {
  return { is: 'not', of }
}

/** A name that is no tag yet is on nobody. */
async function tagSets(record: Queryable, projectId: number, texts: string[]): Promise<Lowering[]> {
  const named = await findNamed(record, projectId, { kind: 'tag', texts })
  return texts.map((text) => {
    const id = resolveNamed(text, named)
    return id === undefined ? nobody : { is: 'set', set: `tag:${id}` }
  })
}

async function everyTagSet(record: Queryable, projectId: number): Promise<Lowering[]> {
  const ids = [...(await listTagNames(record, projectId)).keys()]
  return ids.map((id) => ({ is: 'set', set: `tag:${id}` }))
}

async function segmentSet(record: Queryable, projectId: number, text: string): Promise<Lowering> {
  const id = resolveNamed(text, await findNamed(record, projectId, { kind: 'segment', texts: [text] }))
  return id === undefined ? nobody : { is: 'set', set: `segment:${id}` }
}
