import { type ErrorData, toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { type GivenContact, type PrepareContext, prepareContact } from '../../contacts/prepare-contact.ts'
import type { PreparedContact } from '../../contacts/prepared-contact.ts'
import type { OnConflict, Outcome } from '../../contacts/upsert-batch.ts'
import type { WorkingContact } from '../../contacts/working-contacts.ts'
import { type Failure, failure, invalid } from '../../failure.ts'
import { mailDomains } from '../../mail-domains.ts'
import { upsertContacts } from '../../store/contact-upsert.ts'
import { resolveTags } from '../../store/tag-ids.ts'

/** The contact of a request body, or the refusal of all that is wrong with it. */
export function prepareGiven(given: GivenContact, context: PrepareContext): PreparedContact {
  const prepared = prepareContact(given, context)
  if ('problems' in prepared) throw invalid(prepared.problems)
  return prepared.contact
}

/** The tags that a contact names, by name; refused when it gives an id that no tag has. */
export async function resolveGivenTags(
  { product, caller }: ActionContext,
  tags: string[],
): Promise<Map<string, string>> {
  const tagIds = await resolveTags(product.database, caller, tags)
  const problems = tags.flatMap((tag, index) => (tagIds.has(tag) ? [] : [toMissingTag(tag, index)]))
  if (problems.length > 0) throw invalid(problems)
  return tagIds
}

/** A tag id that does not exist, as a problem with its place. */
export function toMissingTag(tag: string, index: number) {
  return { pointer: `/tags/${index}`, detail: `There is no tag ${JSON.stringify(tag)}.` }
}

/** Writes contacts in one transaction of the caller's project. */
export async function writeGiven(
  { product, caller, write }: ActionContext,
  contacts: PreparedContact[],
  options: { onConflict: OnConflict; tagIds: ReadonlyMap<string, string> },
): Promise<Outcome[]> {
  if (product.config.checkMx) await mailDomains.judge(contacts, product.now())
  const writer = { database: product.database, projectId: caller.projectId, write }
  return upsertContacts(writer, { contacts }, { ...options, now: product.now() })
}

/** Why a contact was not written, as the failure that says so; undefined when it was. */
export function toFailure(outcome: Outcome, given: PreparedContact): Failure | undefined {
  if (outcome.action === 'conflict') {
    const [first, second] = outcome.contacts
    return failure('two_matches', { first: nameOf(first), second: nameOf(second) })
  }
  if (outcome.action !== 'exists') return undefined
  const { by, contact } = outcome
  const exists: ErrorData<'already_exists'> = {
    what: 'contact',
    by: by === 'email' ? 'e-mail' : by,
    value: given.values[by] ?? '',
    id: nameOf(contact),
  }
  return failure('already_exists', exists)
}

function nameOf({ now }: WorkingContact): string {
  return now.id ? toId('contact', now.id) : 'one that an earlier item of this request creates'
}
