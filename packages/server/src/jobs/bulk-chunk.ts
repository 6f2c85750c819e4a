import { RowBitmap } from '@rollcall/engine'
import type { Product } from '../product.ts'
import { retryOnRace } from '../store/contact-upsert.ts'
import { findContactIds, findContacts } from '../store/contacts.ts'
import { errorConstraint, type Transaction } from '../store/database.ts'
import {
  type BulkInput,
  failJob,
  holdJob,
  type JobResult,
  type OpenJob,
  recordProgress,
  type UndoInput,
} from '../store/jobs.ts'
import { insertUndoStep } from '../store/undo-steps.ts'
import { changeContacts, JobOutdated } from './bulk-changes.ts'
import { undoNext } from './undo-next.ts'

/** A job that is being worked on: what it does and whom it is about, in the order of its results; or what it undoes. */
export type BulkWork = { job: OpenJob } & ({ input: BulkInput; targets: Targets } | { input: UndoInput })

type Targets = { rowNos: number[] } | { texts: string[] }

/** So many contacts change in one transaction: large enough to be quick, small enough that nobody waits for its locks. */
const CHUNK_CONTACTS = 1_000

/** Opens a job, its frozen bitmap included. */
export function toBulkWork(job: OpenJob): BulkWork {
  const { input } = job
  return input.action === 'undo' ? { job, input } : { job, input, targets: toTargets(input) }
}

function toTargets(input: BulkInput): Targets {
  if ('contacts' in input) return { texts: input.contacts }
  return { rowNos: [...RowBitmap.fromBytes(Buffer.from(input.membersBase64, 'base64'))] }
}

/** Does a job's next contacts in one transaction, wherever it was interrupted. Returns whether the job is over. */
export async function runChunk(product: Product, work: BulkWork): Promise<boolean> {
  const { job } = work
  const options = { projectId: job.projectId, actor: job.createdBy, bulk: job.total > CHUNK_CONTACTS }
  const at = product.now()
  try {
    return await retryOnRace(UNDO_RACE, async () => {
      const { result } = await product.database.write(options, (transaction) => doNext(transaction, work, at))
      return result
    })
  } catch (error) {
    const reason = error instanceof JobOutdated ? error.message : IN_THE_MEANTIME.get(errorConstraint(error) ?? '')
    if (reason === undefined) throw error
    await product.database.write(options, (transaction) => failJob(transaction, { id: job.id, error: reason, at }))
    return true
  }
}

// Somebody takes the identifier that undoing gives back: now it is seen to be taken.
const UNDO_RACE = new Set(['contacts_by_email', 'contacts_by_external_id'])

const IN_THE_MEANTIME = new Map([
  ['contact_tags_tag_id_fkey', 'A tag of this job was deleted in the meantime.'],
  ['segment_contacts_project_id_segment_id_fkey', 'The segment of this job was deleted in the meantime.'],
])

async function doNext(transaction: Transaction, work: BulkWork, at: Date): Promise<boolean> {
  if (!('targets' in work)) return undoNext(transaction, { job: work.job, cause: work.input.cause }, at)
  const { job, input, targets } = work
  const held = await holdJob(transaction, job.id)
  if (held === null) return true
  const people = await findPeople(transaction, targets, held.done)
  const rowNos = [...new Set(people.flatMap(({ rowNo }) => rowNo ?? []))]
  const { changes, refused } = await changeContacts(transaction, { rowNos, at, input })
  await insertUndoStep(transaction, { cause: job.id, step: held.done, created: [], changes, at })
  const changed = new Set(changes.map(({ rowNo }) => rowNo))
  const results = people.map((person) => toResult(person, { changed, refused }))
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

type Done = { changed: Set<number>; refused: Map<number, string> | undefined }

// Takes each changed contact out, so that somebody named twice is reported as changed once.
function toResult({ contact, rowNo }: Person, { changed, refused }: Done): JobResult {
  if (rowNo === undefined) return { contact, outcome: 'failed', detail: 'There is no such contact in this project.' }
  const reason = refused?.get(rowNo)
  if (reason !== undefined) return { contact, outcome: 'failed', detail: reason }
  return { contact, outcome: changed.delete(rowNo) ? 'changed' : 'unchanged', detail: null }
}
