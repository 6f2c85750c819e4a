import type { Kept } from '../contacts/to-undo.ts'
import type { Outcome } from '../contacts/upsert-batch.ts'
import type { Transaction } from '../store/database.ts'
import { joinSegments, listMemberships } from '../store/memberships.ts'

/** A static segment that everybody of an import goes into, by its UUID. */
export type ImportSegment = { id: string; name: string }

/** Which segments people come into who were not in them, by row number. */
export type Joined = ReadonlyMap<number, Kept[]>

/** Puts the people of a batch into the segments of its import. */
export async function joinAll(
  transaction: Transaction,
  segments: readonly ImportSegment[],
  outcomes: Outcome[],
): Promise<Joined> {
  const joined = new Map<number, Kept[]>()
  if (segments.length === 0) return joined
  const ids = segments.map(({ id }) => id)
  for (const { rowNo, ...kept } of await joinSegments(transaction, ids, listRowNos(outcomes))) {
    joined.set(rowNo, [...(joined.get(rowNo) ?? []), kept])
  }
  return joined
}

/** The same for a dry run, which puts nobody anywhere; whom it would create is not among them. */
export async function wouldJoin(
  transaction: Transaction,
  segments: readonly ImportSegment[],
  outcomes: Outcome[],
): Promise<Joined> {
  const joined = new Map<number, Kept[]>()
  const rowNos = segments.length === 0 ? [] : listRowNos(outcomes).filter((rowNo) => rowNo >= 0)
  for (const { id } of segments) {
    const present = await listMemberships(transaction, id, rowNos)
    for (const rowNo of rowNos) {
      if (!present.has(rowNo)) joined.set(rowNo, [...(joined.get(rowNo) ?? []), { id, at: '', by: transaction.actor }])
    }
  }
  return joined
}

/** The outcomes with everybody updated who only came into a segment. */
export function withJoined(outcomes: Outcome[], joined: Joined): Outcome[] {
  if (joined.size === 0) return outcomes
  const told = new Set<number>()
  return outcomes.map((outcome) => {
    if (!isTaken(outcome)) return outcome
    const { rowNo } = outcome.contact.now
    const isFirst = joined.has(rowNo) && !told.has(rowNo)
    told.add(rowNo)
    return isFirst && outcome.action === 'unchanged' ? { ...outcome, action: 'updated' } : outcome
  })
}

type Taken = Extract<Outcome, { contact: unknown }> & { action: 'created' | 'updated' | 'unchanged' }

// Who is left as they are stays out of segments, too.
function isTaken(outcome: Outcome): outcome is Taken {
  return outcome.action === 'created' || outcome.action === 'updated' || outcome.action === 'unchanged'
}

function listRowNos(outcomes: Outcome[]): number[] {
  return [...new Set(outcomes.filter(isTaken).map(({ contact }) => contact.now.rowNo))]
}
