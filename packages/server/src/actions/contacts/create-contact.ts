import { contactsCreate as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { contactReply } from '../../store/contacts.ts'
import { loadPrepareContext } from '../../store/prepare-context.ts'
import { prepareGiven, resolveGivenTags, toFailure, writeGiven } from './write-given.ts'

export const contactsCreate = action(route, async (context, { query, body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const contact = prepareGiven(body, await loadPrepareContext(database, projectId))
  const tagIds = await resolveGivenTags(context, contact.tags ?? [])
  const [outcome] = await writeGiven(context, [contact], { onConflict: query.upsert ? 'upsert' : 'refuse', tagIds })
  if (!outcome) throw new Error('Writing one contact should have one outcome.')
  const refusal = toFailure(outcome, contact)
  if (refusal || !('contact' in outcome)) throw refusal
  if (outcome.action !== 'created') context.reply.status(200)
  return contactReply(database, projectId, outcome.contact.now.rowNo)
})
