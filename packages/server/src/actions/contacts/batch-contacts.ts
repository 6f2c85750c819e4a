import { contactInput, contactsBatch as route, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { type PrepareContext, prepareContact } from '../../contacts/prepare-contact.ts'
import type { PreparedContact } from '../../contacts/prepared-contact.ts'
import type { Outcome } from '../../contacts/upsert-batch.ts'
import { type Failure, invalid } from '../../failure.ts'
import { findContactIds } from '../../store/contacts.ts'
import { loadPrepareContext } from '../../store/prepare-context.ts'
import { resolveTags } from '../../store/tag-ids.ts'
import { toFailure, toMissingTag, writeGiven } from './write-given.ts'

export const contactsBatch = action(route, async (context, { body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const fields = await loadPrepareContext(database, projectId)
  const understood = body.contacts.map((item) => prepareItem(item, fields))
  const tagIds = await resolveTags(database, context.caller, understood.flatMap(tagsOf))
  const items = understood.map((item) => refuseMissingTags(item, tagIds))
  const contacts = items.flatMap((item) => (item instanceof Error ? [] : item))
  const outcomes = await writeGiven(context, contacts, { onConflict: body.upsert ? 'upsert' : 'refuse', tagIds })
  const ids = await findContactIds(database, projectId, outcomes.flatMap(newRowNosOf))
  let written = 0
  const results = items.map((item, index) => {
    if (item instanceof Error) return toFailed(index, item)
    const outcome = outcomes[written++]
    if (!outcome) throw new Error('Each contact of a batch should have its outcome.')
    return toResult(outcome, { index, item, ids })
  })
  return { results }
})

/** A contact, or why it is refused. */
type Item = PreparedContact | Failure

function prepareItem(raw: unknown, context: PrepareContext): Item {
  const given = contactInput.safeParse(raw)
  if (!given.success) {
    return invalid(given.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message })))
  }
  const prepared = prepareContact(given.data, context)
  return 'problems' in prepared ? invalid(prepared.problems) : prepared.contact
}

function tagsOf(item: Item): string[] {
  return item instanceof Error ? [] : (item.tags ?? [])
}

function refuseMissingTags(item: Item, tagIds: ReadonlyMap<string, string>): Item {
  const problems = tagsOf(item).flatMap((tag, index) => (tagIds.has(tag) ? [] : toMissingTag(tag, index)))
  return problems.length > 0 ? invalid(problems) : item
}

/** Those who have got their id from the record just now. */
function newRowNosOf(outcome: Outcome): number[] {
  return 'contact' in outcome && outcome.contact.now.id === null ? [outcome.contact.now.rowNo] : []
}

function findId(outcome: Outcome, ids: ReadonlyMap<number, string>): string | null {
  if (!('contact' in outcome)) return null
  const { id, rowNo } = outcome.contact.now
  return id === null ? (ids.get(rowNo) ?? null) : toId('contact', id)
}

function toResult(
  outcome: Outcome,
  { index, item, ids }: { index: number; item: PreparedContact; ids: ReadonlyMap<number, string> },
) {
  const refusal = toFailure(outcome, item)
  const id = findId(outcome, ids)
  if (refusal) return { ...toFailed(index, refusal), id }
  if (outcome.action !== 'created' && outcome.action !== 'updated') return { index, id, action: 'unchanged' as const }
  return { index, id, action: outcome.action }
}

function toFailed(index: number, { code, message }: Failure) {
  return { index, id: null, action: 'failed' as const, error: { code, detail: message } }
}
