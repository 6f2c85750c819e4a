import { contactsUpdate as route, toId } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { mergeContact } from '../../contacts/merge-contact.ts'
import type { PreparedContact } from '../../contacts/prepared-contact.ts'
import { failure } from '../../failure.ts'
import { mailDomains } from '../../mail-domains.ts'
import { lockContact } from '../../store/contact-states.ts'
import { findTakenIdentifier, retryOnRace, TAG_RACE } from '../../store/contact-upsert.ts'
import { contactReply, getContact } from '../../store/contacts.ts'
import type { Transaction } from '../../store/database.ts'
import { loadPrepareContext } from '../../store/prepare-context.ts'
import { writeContacts } from '../../store/write-contacts.ts'
import { prepareGiven, resolveGivenTags } from './write-given.ts'

export const contactsUpdate = action(route, async (context, { params, body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const { rowNo } = await getContact(database, projectId, params.contact)
  const { country } = await contactReply(database, projectId, rowNo)
  const given = prepareGiven(body, { ...(await loadPrepareContext(database, projectId)), country })
  const tagIds = await resolveGivenTags(context, given.tags ?? [])
  if (context.product.config.checkMx) await mailDomains.judge([given], context.product.now())
  const change = { rowNo, given, tagIds, now: context.product.now() }
  await refuseTaken(context, given, () =>
    retryOnRace(TAG_RACE, () => context.write((transaction) => changeContact(transaction, change))),
  )
  return contactReply(database, projectId, rowNo)
})

type Change = { rowNo: number; given: PreparedContact; tagIds: ReadonlyMap<string, string>; now: Date }

async function changeContact(transaction: Transaction, { rowNo, given, tagIds, now }: Change) {
  const before = await lockContact(transaction, rowNo)
  if (!before) throw failure('not_found', { what: 'contact', id: `row ${rowNo}` })
  const rules = { now: now.toISOString(), tagIds, replaceTags: true }
  const { state, consents, refusedStatus } = mergeContact(before, given, rules)
  if (refusedStatus) {
    const needed = `resubscribed by the person before it becomes ${refusedStatus}: say so with resubscribe and proof`
    throw failure('wrong_state', { what: 'contact', state: before.status, needed })
  }
  const contact = { before, now: state }
  const logged = consents.map((consent) => ({ ...consent, contact }))
  await writeContacts(transaction, { contacts: [contact], consents: logged }, { now })
}

/** An identifier that another contact has becomes already_exists with that one's id. */
async function refuseTaken({ product, caller }: ActionContext, given: PreparedContact, write: () => Promise<void>) {
  try {
    await write()
  } catch (error) {
    const taken = await findTakenIdentifier(product.database, caller.projectId, { error, given })
    if (!taken) throw error
    throw failure('already_exists', {
      what: 'contact',
      by: taken.by,
      value: taken.value,
      id: toId('contact', taken.id),
    })
  }
}
