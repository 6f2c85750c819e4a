import { peopleRemove, peopleUpdate } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { failure } from '../../failure.ts'
import type { Transaction } from '../../store/database.ts'
import { getPerson, lockOwners, type PersonRow, removeMember, setRole } from '../../store/people.ts'
import { refuseGivingMore, refuseTouchingStronger } from './may-give.ts'
import { toPerson } from './to-person.ts'

export const updatePersonAction = action(peopleUpdate, async (context, { params, body }) => {
  refuseGivingMore(context.caller, body.role)
  const person = await changePerson(context, params.person, async (transaction, found, owners) => {
    if (body.role !== 'owner') refuseLastOwner(found, owners)
    await setRole(transaction, found.id, body.role)
  })
  return toPerson({ ...person, role: body.role }, context.caller)
})

export const removePersonAction = action(peopleRemove, async (context, { params }) => {
  await changePerson(context, params.person, async (transaction, found, owners) => {
    refuseLastOwner(found, owners)
    await removeMember(transaction, found.id)
  })
})

/** Changes one person while nobody else changes who the owners are. */
function changePerson(
  { caller, write }: Pick<ActionContext, 'caller' | 'write'>,
  id: string,
  change: (transaction: Transaction, person: PersonRow, owners: number) => Promise<void>,
): Promise<PersonRow> {
  return write(async (transaction) => {
    const owners = await lockOwners(transaction)
    const person = await getPerson(transaction, caller.projectId, id)
    refuseTouchingStronger(caller, person.role)
    await change(transaction, person, owners)
    return person
  })
}

function refuseLastOwner({ role, email }: PersonRow, owners: number) {
  if (role === 'owner' && owners === 1) throw failure('last_owner', { person: email })
}
