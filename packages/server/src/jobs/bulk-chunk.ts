import { RowBitmap } from '@rollcall/engine'
import type { Product } from '../product.ts'
import { findContactIds, findContacts } from '../store/contacts.ts'
import { errorConstraint, type Transaction } from '../store/database.ts'
import { failJob, holdJob, type JobInput, type JobResult, type OpenJob, recordProgress } from '../store/jobs.ts'
import { changeContacts } from './bulk-changes.ts'

/** A job that is being worked on: whom it is about, in the order of its results. */
export type BulkWork = { job: OpenJob; targets: Targets }

type Targets = { rowNos: number[] } | { texts: string[] }

/** So many contacts change in one transaction: large enough to be quick, small enough that nobody waits for its locks. */
const CHUNK_CONTACTS = 1_000

/** Opens a job, its frozen bitmap included. */
export function toBulkWork(job: OpenJob): BulkWork {
  return { job, targets: toTargets(job.input) }
}

function toTargets(input: JobInput): Targets {
  if ('contacts' in input) return { texts: input.contacts }
  return { rowNos: [...RowBitmap.fromBytes(Buffer.from(input.membersBase64, 'base64'))] }
}

/** Does a job's next contacts in one transaction, wherever it was interrupted. Returns whether the job is over. */
export async function runChunk(product: Product, work: BulkWork): Promise<boolean> {
  const { job } = work
  const options = { projectId: job.projectId, actor: job.createdBy, bulk: job.total > CHUNK_CONTACTS }
  const at = product.now()
  try {
    const { result } = await product.database.write(options, (transaction) => doNext(transaction, work, at))
    return result
  } catch (error) {
    const reason = IN_THE_MEANTIME.get(errorConstraint(error) ?? '')
    if (reason === undefined) throw error
    await product.database.write(options, (transaction) => failJob(transaction, { id: job.id, error: reason, at }))
    return true
  }
}

const IN_THE_MEANTIME = new Map([
  ['contact_tags_tag_id_fkey', 'A tag of this job was deleted in the meantime.'],
  ['segment_contacts_project_id_segment_id_fkey', 'The segment of this job was deleted in the meantime.'],
])

async function doNext(transaction: Transaction, { job, targets }: BulkWork, at: Date): Promise<boolean> {
  const held = await holdJob(transaction, job.id)
  if (held === null) return true
  const people = await findPeople(transaction, targets, held.done)
  const rowNos = [...new Set(people.flatMap(({ rowNo }) => rowNo ?? []))]
  const changed = await changeContacts(transaction, { rowNos, at, input: job.input })
  const results = people.map((person) => toResult(person, changed))
  await recordProgress(transaction, { id: job.id, done: held.done, results, at })
  return held.done + results.length >= job.total
}

/** Someone as the job names them; no row number when they are not, or no longer, there. */
type Person = { contact: string; rowNo: number | undefined }

async function findPeople(transaction: Transaction, targets: Targets, done: number): Promise<Person[]> {
  const { projectId } = transaction
  if ('texts' in targets) {
    const texts = targets.texts.slice(done, done + CHUNK_CONTACTS)
    const found = await findContacts(transaction, projectId, texts)
    return texts.map((contact, place) => ({ contact, rowNo: found[place]?.rowNo }))
  }
  const rowNos = targets.rowNos.slice(done, done + CHUNK_CONTACTS)
  const ids = await findContactIds(transaction, projectId, rowNos)
  return rowNos.map((rowNo) => ({ contact: ids.get(rowNo) ?? '', rowNo: ids.has(rowNo) ? rowNo : undefined }))
}

// Takes each changed contact out, so that somebody named twice is reported as changed once.
function toResult({ contact, rowNo }: Person, changed: Set<number>): JobResult {
  if (rowNo === undefined) return { contact, outcome: 'failed', detail: 'There is no such contact in this project.' }
  return { contact, outcome: changed.delete(rowNo) ? 'changed' : 'unchanged', detail: null }
}
