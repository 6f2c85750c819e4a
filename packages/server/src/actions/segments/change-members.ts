import { segmentsAddContacts, segmentsRemoveContacts } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { findContacts } from '../../store/contacts.ts'
import type { Transaction } from '../../store/database.ts'
import { addSegmentContacts, getSegment, removeSegmentContacts } from '../../store/segments.ts'

type Change = (transaction: Transaction, segmentId: string, rowNos: number[]) => Promise<number[]>

export const addMembersAction = action(segmentsAddContacts, (context, { params, body }) =>
  changeMembers(context, { segment: params.segment, contacts: body.contacts, change: addSegmentContacts }),
)

export const removeMembersAction = action(segmentsRemoveContacts, (context, { params, body }) =>
  changeMembers(context, { segment: params.segment, contacts: body.contacts, change: removeSegmentContacts }),
)

async function changeMembers(
  context: Pick<ActionContext, 'write' | 'caller'>,
  request: { segment: string; contacts: string[]; change: Change },
) {
  return context.write(async (transaction) => {
    const segment = await getSegment(transaction, context.caller.projectId, request.segment)
    if (segment.kind === 'dynamic') {
      throw failure('wrong_state', {
        what: 'segment',
        state: 'dynamic',
        needed: 'static; its rule decides who is in it',
      })
    }
    const people = await findContacts(transaction, context.caller.projectId, request.contacts)
    const rowNos = [...new Set(people.flatMap((person) => person?.rowNo ?? []))]
    const changed = new Set(await request.change(transaction, segment.id, rowNos))
    transaction.touch(changed)
    return { results: request.contacts.map((contact, place) => resultOf(contact, people[place]?.rowNo, changed)) }
  })
}

function resultOf(contact: string, rowNo: number | undefined, changed: Set<number>) {
  if (rowNo === undefined) {
    return { contact, outcome: 'failed' as const, detail: 'There is no such contact in this project.' }
  }
  return { contact, outcome: changed.has(rowNo) ? ('changed' as const) : ('unchanged' as const), detail: null }
}
