import { deleteContacts } from '../store/contact-deletion.ts'
import type { Transaction } from '../store/database.ts'
import type { JobResult } from '../store/jobs.ts'
import {
  bringBack,
  joinAgain,
  leaveAgain,
  listIdsOfRows,
  putTagsBack,
  takeTagsOffAgain,
} from '../store/undo-contacts.ts'
import type { UndoStep } from '../store/undo-steps.ts'
import { undoValues } from './undo-values.ts'

/** Undoes one step of an import or a bulk action; says for each contact what happened. */
export async function undoStep(transaction: Transaction, step: UndoStep, at: Date): Promise<JobResult[]> {
  const { created, changes } = step
  const deleted = await deleteContacts(transaction, { rowNos: created, at })
  const changed = new Set([
    ...(await bringBack(transaction, { changes, deletedAt: step.at, at })),
    ...(await takeTagsOffAgain(transaction, { changes, putOnAt: step.at, at })),
    ...(await putTagsBack(transaction, changes)),
    ...(await leaveAgain(transaction, changes)),
    ...(await joinAgain(transaction, changes)),
  ])
  const values = await undoValues(transaction, { changes, at })
  const rowNos = [...created, ...changes.map(({ rowNo }) => rowNo)]
  const ids = await listIdsOfRows(transaction, transaction.projectId, rowNos)
  return [
    ...created.map((rowNo) => toResult(ids.get(rowNo), { isChanged: deleted.has(rowNo), detail: GONE })),
    ...changes.map(({ rowNo, was, isDeleted }) => {
      const undone = values.get(rowNo)
      const isChanged = changed.has(rowNo) || (undone?.isChanged ?? false)
      const isGone = was !== undefined && undone === undefined
      return toResult(ids.get(rowNo), {
        isChanged,
        detail: detailOf({ isChanged, isGone, isDeleted, kept: undone?.kept }),
      })
    }),
  ]
}

const GONE = 'It was deleted since.'

type Facts = { isChanged: boolean; isGone: boolean; isDeleted?: true; kept?: string[] }

function detailOf({ isChanged, isGone, isDeleted, kept = [] }: Facts): string | null {
  if (kept.length > 0) return `Kept what was changed since: ${kept.join(', ')}.`
  if (isChanged) return null
  if (isDeleted) return 'It was restored since, or another contact has its e-mail or externalId by now.'
  return isGone ? GONE : 'It was changed since.'
}

function toResult(
  id: string | undefined,
  { isChanged, detail }: { isChanged: boolean; detail: string | null },
): JobResult {
  if (id === undefined) return { contact: '', outcome: 'failed', detail: 'It was erased since.' }
  if (isChanged) return { contact: id, outcome: 'changed', detail: detail === GONE ? null : detail }
  return { contact: id, outcome: 'unchanged', detail }
}
