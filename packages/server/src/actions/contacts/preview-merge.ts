import { contactsPreviewMerge } from '@rollcall/contract'
import { action } from '../../action.ts'
import { type Combination, combineContacts, keysOfEither, sideOf, valueAt } from '../../contacts/combine-contacts.ts'
import type { ContactState } from '../../contacts/contact-state.ts'
import { failure, invalid } from '../../failure.ts'
import { countMoves } from '../../store/contact-merge.ts'
import { readContactStates } from '../../store/contact-states.ts'
import { contactReply, getContact } from '../../store/contacts.ts'

export const previewMergeAction = action(contactsPreviewMerge, async ({ product, caller }, { params, query }) => {
  const { database } = product
  const { projectId } = caller
  const [into, from] = [
    await getContact(database, projectId, params.contact),
    await getContact(database, projectId, query.from),
  ]
  if (into.rowNo === from.rowNo) throw invalid('?from', 'is the same contact: give another one')
  const states = await readContactStates(database, projectId, [into.rowNo, from.rowNo])
  const [first, second] = [into, from].map(({ rowNo }) => states.find((state) => state.rowNo === rowNo))
  if (!first || !second) throw failure('not_found', { what: 'contact', id: query.from })
  const combination: Combination = { into: first, from: second, sides: {} }
  const { state } = combineContacts(combination, {})
  const [shown, other] = [
    await contactReply(database, projectId, into.rowNo),
    await contactReply(database, projectId, from.rowNo),
  ]
  return {
    this: shown,
    other,
    fields: keysOfEither(combination).map((key) => ({
      key,
      this: valueAt(first, key),
      other: valueAt(second, key),
      result: valueAt(state, key),
      from: sideOf(combination, key),
    })),
    consent: consentRows(combination, state),
    tags: [...new Set([...shown.tags, ...other.tags])],
    moves: await countMoves(database, projectId, from.rowNo),
  }
})

function consentRows({ into, from }: Combination, state: ContactState) {
  const rows = Object.entries(state.consent).map(([channel, result]) => {
    const answerOf = ({ consent }: ContactState) => new Map(Object.entries(consent)).get(channel) ?? 'unknown'
    return { channel, this: answerOf(into), other: answerOf(from), result }
  })
  return [{ channel: 'email', this: into.status, other: from.status, result: state.status }, ...rows]
}
