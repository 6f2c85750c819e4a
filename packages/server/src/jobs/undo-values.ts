import type { ContactState } from '../contacts/contact-state.ts'
import { consentsBetween } from '../contacts/merge-contact.ts'
import type { ContactUndo } from '../contacts/to-undo.ts'
import { type UndoneContact, undoContact } from '../contacts/undo-contact.ts'
import { lockContacts } from '../store/contact-states.ts'
import type { Transaction } from '../store/database.ts'
import { findIdentifierHolders } from '../store/undo-contacts.ts'
import { writeContacts } from '../store/write-contacts.ts'

/** What became of one contact's values: whether any went back, and what stayed as it is by now. */
export type ValuesUndone = { isChanged: boolean; kept: string[] }

type Undoing = UndoneContact & { current: ContactState; undo: ContactUndo }

const PROOF = { source: 'undo' }

/** Puts back the values of contacts that nobody changed since; those of deleted contacts are absent from the answer. */
export async function undoValues(
  transaction: Transaction,
  { changes, at }: { changes: ContactUndo[]; at: Date },
): Promise<Map<number, ValuesUndone>> {
  const undoOf = new Map(changes.filter(({ was }) => was).map((undo) => [undo.rowNo, undo]))
  if (undoOf.size === 0) return new Map()
  const undoings = (await lockContacts(transaction, [...undoOf.keys()])).map((current): Undoing => {
    const undo = undoOf.get(current.rowNo) ?? { rowNo: current.rowNo }
    return { current, undo, ...undoContact(current, undo) }
  })
  await leaveTaken(transaction, undoings)
  const contacts = undoings.map(({ current, state }) => ({ before: current, now: state }))
  const consents = contacts.flatMap((contact) =>
    consentsBetween(contact.before, contact.now, PROOF).map((consent) => ({ ...consent, contact })),
  )
  await writeContacts(transaction, { contacts, consents }, { now: at })
  return new Map(
    undoings.map(({ current, state, kept }) => [current.rowNo, { isChanged: state !== current, kept }] as const),
  )
}

/** Whose old e-mail or externalId somebody else has by now keeps the present one. */
async function leaveTaken(transaction: Transaction, undoings: Undoing[]) {
  const back = undoings.filter(({ current, state }) => takesBack(current, state))
  const holders = await findIdentifierHolders(transaction, transaction.projectId, {
    emailKeys: back.flatMap(({ state }) => state.emailKey ?? []),
    externalIds: back.flatMap(({ state }) => state.values.externalId ?? []),
  })
  const byRow = new Map(undoings.map((undoing) => [undoing.current.rowNo, undoing.state]))
  const isTaken = ({ state }: Undoing) =>
    IDENTIFIERS.some((of) => {
      const holder = of.holder(holders, of.key(state) ?? '')
      if (holder === undefined || holder === state.rowNo) return false
      const holding = byRow.get(holder)
      return holding === undefined || of.key(holding) === of.key(state)
    })
  // Whoever stays as it is may be in the way of another.
  for (let taken = back.filter(isTaken); taken.length > 0; taken = back.filter(isTaken)) {
    for (const undoing of taken) Object.assign(undoing, withoutIdentifiers(undoing))
  }
}

type Holders = Awaited<ReturnType<typeof findIdentifierHolders>>
type Identifier = {
  key: (state: ContactState) => string | null
  holder: (of: Holders, key: string) => number | undefined
}

const IDENTIFIERS: Identifier[] = [
  { key: ({ emailKey }) => emailKey, holder: ({ emailKeys }, key) => emailKeys.get(key) },
  { key: ({ values }) => values.externalId, holder: ({ externalIds }, key) => externalIds.get(key) },
]

function takesBack(current: ContactState, state: ContactState): boolean {
  return current.emailKey !== state.emailKey || current.values.externalId !== state.values.externalId
}

function withoutIdentifiers({ current, undo }: Undoing): UndoneContact {
  const { email: _, externalId: __, ...values } = undo.was?.values ?? {}
  const { state, kept } = undoContact(current, { ...undo, was: { ...undo.was, values } })
  return { state, kept: [...kept, 'e-mail and externalId, which another contact has by now'] }
}
