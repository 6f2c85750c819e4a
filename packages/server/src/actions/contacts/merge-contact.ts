import { contactsMerge } from '@rollcall/contract'
import { action } from '../../action.ts'
import { type Combination, combineContacts, keysOfEither } from '../../contacts/combine-contacts.ts'
import { contactColumns } from '../../contacts/contact-columns.ts'
import type { ContactState } from '../../contacts/contact-state.ts'
import { failure, invalid } from '../../failure.ts'
import { deleteContacts } from '../../store/contact-deletion.ts'
import {
  carryChannelBounces,
  carrySuppressions,
  isMerged,
  logMerge,
  moveToSurvivor,
} from '../../store/contact-merge.ts'
import { lockContacts } from '../../store/contact-states.ts'
import { contactReply, findContact, getContact } from '../../store/contacts.ts'
import type { Transaction } from '../../store/database.ts'
import { writeContacts } from '../../store/write-contacts.ts'

/** Merging again with somebody who is part of the contact already changes nothing. */
export const mergeContactAction = action(contactsMerge, async ({ product, caller, write }, { params, body }) => {
  const { projectId } = caller
  const { from, fields = {} } = body
  const rowNo = await write(async (transaction) => {
    const into = await getContact(transaction, projectId, params.contact)
    const other = await findContact(transaction, projectId, from)
    if (other?.rowNo === into.rowNo) throw invalid('/from', 'is the same contact: give another one')
    if (other) await merge(transaction, { into: into.rowNo, from: other.rowNo, sides: fields, at: product.now() })
    else if (!(await isMerged(transaction, projectId, { from, into: into.rowNo })))
      throw failure('not_found', { what: 'contact', id: from })
    return into.rowNo
  })
  return contactReply(product.database, projectId, rowNo)
})

type Merge = { into: number; from: number; sides: Combination['sides']; at: Date }

async function merge(transaction: Transaction, { into: intoRow, from: fromRow, sides, at }: Merge): Promise<void> {
  const locked = await lockContacts(transaction, [intoRow, fromRow])
  const [into, from] = [intoRow, fromRow].map((rowNo) => locked.find((state) => state.rowNo === rowNo))
  if (!into?.id || !from?.id) throw failure('not_found', { what: 'contact', id: 'that was deleted meanwhile' })
  const combination = { into, from, sides }
  refuseUnknownKeys(combination)
  const name = callingOf(from)
  const { state, consents } = combineContacts(combination, { source: `merged with ${name}` })
  const rows = { from: fromRow, into: intoRow }
  // First, so that the survivor may take the identifiers that it gives up.
  await deleteContacts(transaction, { rowNos: [fromRow], at })
  await moveToSurvivor(transaction, rows)
  // Tags have moved with the time at which each was put on.
  const contact = { before: { ...into, tagIds: state.tagIds }, now: state }
  await writeContacts(
    transaction,
    { contacts: [contact], consents: consents.map((consent) => ({ ...consent, contact })) },
    { now: at },
  )
  const gone = [into.emailKey, from.emailKey].find((key) => key !== null && key !== state.emailKey)
  if (gone && state.emailKey) await carrySuppressions(transaction, { from: gone, into: state.emailKey })
  await carryChannelBounces(transaction, rows)
  await logMerge(transaction, rows, { id: from.id, name, at })
  transaction.touch([intoRow])
}

function refuseUnknownKeys(combination: Combination) {
  const known = new Set<string>([...contactColumns, ...keysOfEither(combination), 'funnel'])
  const unknown = Object.keys(combination.sides).filter((key) => !known.has(key))
  if (unknown.length === 0) return
  const detail = 'is no field that either of them has'
  throw invalid(
    unknown.map((key) => ({ pointer: `/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, detail })),
  )
}

function callingOf({ values: { email, name, firstName, lastName, phone, externalId } }: ContactState): string {
  const full = name ?? [firstName, lastName].filter(Boolean).join(' ')
  return email ?? (full || (phone ?? externalId ?? 'somebody without a name'))
}
