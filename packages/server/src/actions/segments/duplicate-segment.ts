import { segmentsDuplicate, toId } from '@rollcall/contract'
import { action, type Reader } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { invalid } from '../../failure.ts'
import type { Transaction } from '../../store/database.ts'
import { copyMembers, listTakenNames, putMembers } from '../../store/segment-versions.ts'
import { getSegment, insertSegment, type SegmentRecord } from '../../store/segments.ts'
import { saveRule, withFreeName } from './save-segment.ts'
import { segmentReply } from './segment-reply.ts'

export const duplicateSegmentAction = action(segmentsDuplicate, async (context, { params, body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const original = await getSegment(database, projectId, params.segment)
  const { description } = original
  const kind = body.kind ?? original.kind
  const name = body.name?.normalize('NFC') ?? (await nameOfCopy(context, original.name))
  const fill = await filling(context, original, kind)
  const uuid = await withFreeName(context, name, () =>
    context.write(
      async (transaction) => {
        const made = await insertSegment(transaction, { name, description, kind })
        await fill(transaction, made)
        transaction.touchDefinitions()
        return made
      },
      { bulk: kind === 'static' },
    ),
  )
  await context.settled()
  return segmentReply(context, await getSegment(database, projectId, toId('segment', uuid)))
})

/** What puts the rule or the people of a segment into a new one. */
async function filling(
  { product, caller }: Reader,
  { id, filters }: SegmentRecord,
  kind: SegmentRecord['kind'],
): Promise<(transaction: Transaction, made: string) => Promise<void>> {
  const { database, index, now } = product
  if (filters === null) {
    if (kind === 'dynamic')
      throw invalid('/kind', 'people who were put in by hand have no rule: leave it away, or ask for "static"')
    return async (transaction, made) => transaction.touch(await copyMembers(transaction, id, made))
  }
  const rule = await compileFilter(database, caller.projectId, { filters, now: now() })
  if (kind === 'dynamic') return (transaction, made) => saveRule(transaction, made, rule)
  const { members } = await index.members(caller.projectId, rule.lowering)
  return async (transaction, made) => transaction.touch(await putMembers(transaction, made, [...members]))
}

const MOST_COPIES = 100
const LONGEST_NAME = 200

/** `VIPs copy`, `VIPs copy 2`, …: the first that is free. */
async function nameOfCopy({ product, caller }: Reader, name: string) {
  const names = Array.from({ length: MOST_COPIES }, (_, place) => {
    const ending = place === 0 ? ' copy' : ` copy ${place + 1}`
    return name.slice(0, LONGEST_NAME - ending.length) + ending
  })
  const taken = await listTakenNames(product.database, caller.projectId, names)
  return names.find((one) => !taken.has(one)) ?? `${names[0]} ${product.randomBytes(4).toString('hex')}`
}
