import { mergeContact } from '../contacts/merge-contact.ts'
import { type ContactUndo, toUndo } from '../contacts/to-undo.ts'
import { deleteContacts } from '../store/contact-deletion.ts'
import { lockContacts } from '../store/contact-states.ts'
import { addTags, removeTags } from '../store/contact-tags.ts'
import type { Transaction } from '../store/database.ts'
import { holdField } from '../store/fields.ts'
import { setFunnel } from '../store/funnel.ts'
import type { BulkAction, BulkInput } from '../store/jobs.ts'
import { listMemberships } from '../store/memberships.ts'
import { addSegmentContacts, removeSegmentContacts } from '../store/segments.ts'
import { writeContacts } from '../store/write-contacts.ts'

/** A bulk action on some contacts of its job. */
export type BulkChange = { rowNos: number[]; at: Date; input: BulkInput }

/** What was done: how to undo it for each contact that changed, and why it was not done to some. */
export type BulkDone = { changes: ContactUndo[]; refused?: Map<number, string> }

/** Something that a job needs went away while it waited: the reason is its error. */
export class JobOutdated extends Error {}

/** Does a bulk action to some contacts; those that it changes are touched. */
export function changeContacts(transaction: Transaction, change: BulkChange): Promise<BulkDone> {
  return CHANGES[change.input.action](transaction, change)
}

type Change = (transaction: Transaction, change: BulkChange) => Promise<BulkDone>

const CHANGES: Record<BulkAction, Change> = {
  add_tags: async (transaction, { rowNos, at, input }) => {
    const added = await addTags(transaction, { rowNos, at, tagIds: input.tagIds })
    return { changes: [...added].map(([rowNo, tagsAdded]) => ({ rowNo, tagsAdded })) }
  },
  remove_tags: (transaction, { input, ...change }) => takeOff(transaction, { ...change, tagIds: input.tagIds }),
  remove_all_tags: (transaction, { rowNos, at }) => takeOff(transaction, { rowNos, at }),
  delete: async (transaction, { rowNos, at }) => {
    const deleted = await deleteContacts(transaction, { rowNos, at })
    return { changes: [...deleted].map((rowNo) => ({ rowNo, isDeleted: true })) }
  },
  add_to_segment: async (transaction, { rowNos, input }) => {
    const segmentId = segmentOf(input)
    const joined = await addSegmentContacts(transaction, segmentId, rowNos)
    transaction.touch(joined)
    const since = await listMemberships(transaction, segmentId, joined)
    return { changes: [...since].map(([rowNo, kept]) => ({ rowNo, joined: kept })) }
  },
  remove_from_segment: async (transaction, { rowNos, input }) => {
    const segmentId = segmentOf(input)
    const since = await listMemberships(transaction, segmentId, rowNos)
    const left = await removeSegmentContacts(transaction, segmentId, rowNos)
    transaction.touch(left)
    return { changes: left.map((rowNo) => ({ rowNo, left: since.get(rowNo) })) }
  },
  set_funnel: async (transaction, { rowNos, at, input }) => {
    const before = new Map((await lockContacts(transaction, rowNos)).map((state) => [state.rowNo, state.funnel]))
    const funnel = input.funnel ?? null
    const moved = await setFunnel(transaction, { rowNos, at, funnel })
    return { changes: [...moved].map((rowNo) => ({ rowNo, was: { funnel: before.get(rowNo) }, became: { funnel } })) }
  },
  set_field: writeGiven,
  set_status: writeGiven,
}

async function takeOff(transaction: Transaction, change: { rowNos: number[]; at: Date; tagIds?: string[] }) {
  const removed = await removeTags(transaction, change)
  return { changes: [...removed].map(([rowNo, tagsRemoved]) => ({ rowNo, tagsRemoved })) }
}

function segmentOf({ action, segmentId }: BulkInput): string {
  if (segmentId === null) throw new Error(`A job ${action} was kept without its segment.`)
  return segmentId
}

/** Merges what is given into each contact, by the rules of any other write. */
async function writeGiven(transaction: Transaction, { rowNos, at, input }: BulkChange): Promise<BulkDone> {
  const { action, given } = input
  if (given === undefined) throw new Error(`A job ${action} was kept without what it writes.`)
  for (const key of Object.keys(given.fields)) {
    if (!(await holdField(transaction, key)))
      throw new JobOutdated(`The field ${JSON.stringify(key)} was deleted in the meantime.`)
  }
  const rules = { now: at.toISOString(), tagIds: new Map() }
  const refused = new Map<number, string>()
  const merged = (await lockContacts(transaction, rowNos)).map((before) => {
    const { state, consents, refusedStatus } = mergeContact(before, given, rules)
    if (refusedStatus !== null) {
      refused.set(before.rowNo, `It is ${before.status}: only the person, or resubscribe with proof, changes that.`)
    }
    return { before, now: state, consents }
  })
  const consents = merged.flatMap((contact) => contact.consents.map((consent) => ({ ...consent, contact })))
  await writeContacts(transaction, { contacts: merged, consents }, { now: at })
  const changed = merged.filter(({ before, now }) => before !== now)
  return { changes: changed.map(({ before, now }) => toUndo(before, now)), refused }
}
