import type { ActionContext } from '../../action.ts'
import type { GivenContact } from '../../contacts/prepare-contact.ts'
import { loadPrepareContext } from '../../store/prepare-context.ts'
import { prepareGiven, writeGiven } from '../contacts/write-given.ts'

/** Keeps somebody new whom a program sends to, without any consent; returns their row. */
export async function addContact(context: ActionContext, given: GivenContact): Promise<number> {
  const prepareContext = await loadPrepareContext(context.product.database, context.caller.projectId)
  const contact = prepareGiven({ ...given, status: 'non-subscribed', source: 'sending' }, prepareContext)
  const [outcome] = await writeGiven(context, [contact], { onConflict: 'skip', tagIds: new Map() })
  if (outcome === undefined || !('contact' in outcome)) throw new Error('Writing one contact should have one outcome.')
  return outcome.contact.now.rowNo
}
