import { deleteContacts } from '../store/contact-deletion.ts'
import { addTags, removeTags } from '../store/contact-tags.ts'
import type { Transaction } from '../store/database.ts'
import { setFunnel } from '../store/funnel.ts'
import type { BulkAction, JobInput } from '../store/jobs.ts'
import { addSegmentContacts, removeSegmentContacts } from '../store/segments.ts'

/** A bulk action on some contacts of its job. */
export type BulkChange = { rowNos: number[]; at: Date; input: JobInput }

/** Does a bulk action to some contacts; returns those that it changed, which are touched. */
export function changeContacts(transaction: Transaction, change: BulkChange): Promise<Set<number>> {
  return CHANGES[change.input.action](transaction, change)
}

type Change = (transaction: Transaction, change: BulkChange) => Promise<Set<number>>

const CHANGES: Record<BulkAction, Change> = {
  add_tags: (transaction, { rowNos, at, input }) => addTags(transaction, { rowNos, at, tagIds: input.tagIds }),
  remove_tags: (transaction, { rowNos, at, input }) => removeTags(transaction, { rowNos, at, tagIds: input.tagIds }),
  remove_all_tags: (transaction, { rowNos, at }) => removeTags(transaction, { rowNos, at }),
  delete: (transaction, { rowNos, at }) => deleteContacts(transaction, { rowNos, at }),
  add_to_segment: (transaction, change) => changeSegment(transaction, change, addSegmentContacts),
  remove_from_segment: (transaction, change) => changeSegment(transaction, change, removeSegmentContacts),
  set_funnel: (transaction, { rowNos, at, input }) =>
    setFunnel(transaction, { rowNos, at, funnel: input.funnel ?? null }),
}

async function changeSegment(transaction: Transaction, change: BulkChange, apply: typeof addSegmentContacts) {
  const { rowNos, input } = change
  if (input.segmentId === null) throw new Error(`A job ${input.action} was kept without its segment.`)
  const changed = new Set(await apply(transaction, input.segmentId, rowNos))
  transaction.touch(changed)
  return changed
}
