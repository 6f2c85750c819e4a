import { toId } from '@rollcall/contract'
import type { Reader } from '../../action.ts'
import type { CompiledFilter } from '../../audience/compile.ts'
import { usesOf } from '../../audience/uses-of.ts'
import type { Transaction } from '../../store/database.ts'
import { recordUses } from '../../store/definition-uses.ts'
import { addSegmentVersion, getSegment } from '../../store/segments.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

/** Makes a rule the segment's current one and records what it uses. */
export async function saveRule(transaction: Transaction, uuid: string, rule: CompiledFilter): Promise<void> {
  await addSegmentVersion(transaction, uuid, rule.filter)
  await recordUses(transaction, { kind: 'segment', uuid }, usesOf(rule))
}

/** Runs a write that names a segment; a taken name is refused with the id of the one that has it. */
export function withFreeName<Result>(context: Reader, name: string, write: () => Promise<Result>): Promise<Result> {
  const findId = async () => {
    const taken = await getSegment(context.product.database, context.caller.projectId, name)
    return toId('segment', taken.id)
  }
  return refuseTakenName({ what: 'segment', name, findId }, write)
}
