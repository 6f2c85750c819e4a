import { segmentsDuplicate, toId } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { copyMembers, listTakenNames } from '../../store/segment-versions.ts'
import { getSegment, insertSegment } from '../../store/segments.ts'
import { saveRule, withFreeName } from './save-segment.ts'
import { segmentReply } from './segment-reply.ts'

export const duplicateSegmentAction = action(segmentsDuplicate, async (context, { params, body }) => {
  const { database, now } = context.product
  const { projectId } = context.caller
  const { id, kind, description, filters, ...original } = await getSegment(database, projectId, params.segment)
  const name = body.name?.normalize('NFC') ?? (await nameOfCopy(context, original.name))
  const rule = filters && (await compileFilter(database, projectId, { filters, now: now() }))
  const uuid = await withFreeName(context, name, () =>
    context.write(
      async (transaction) => {
        const made = await insertSegment(transaction, { name, description, kind })
        if (rule) await saveRule(transaction, made, rule)
        else transaction.touch(await copyMembers(transaction, id, made))
        transaction.touchDefinitions()
        return made
      },
      { bulk: kind === 'static' },
    ),
  )
  await context.settled()
  return segmentReply(context, await getSegment(database, projectId, toId('segment', uuid)))
})

const MOST_COPIES = 100
const LONGEST_NAME = 200

/** `VIPs copy`, `VIPs copy 2`, …: the first that is free. */
async function nameOfCopy({ product, caller }: Pick<ActionContext, 'product' | 'caller'>, name: string) {
  const names = Array.from({ length: MOST_COPIES }, (_, place) => {
    const ending = place === 0 ? ' copy' : ` copy ${place + 1}`
    return name.slice(0, LONGEST_NAME - ending.length) + ending
  })
  const taken = await listTakenNames(product.database, caller.projectId, names)
  return names.find((one) => !taken.has(one)) ?? `${names[0]} ${product.randomBytes(4).toString('hex')}`
}
