import type { ContactState } from './contact-state.ts'
import type { PreparedContact } from './prepared-contact.ts'

/** A contact while a batch is worked through: what it was in the record (null: not there yet) and what it is now. */
export type WorkingContact = { before: ContactState | null; now: ContactState }

export type Identifier = 'externalId' | 'email' | 'phone'

/** Nobody, somebody, or two who cannot both be meant. */
export type Match = { found?: WorkingContact; by?: Identifier; conflict?: [WorkingContact, WorkingContact] }

/** The contacts that a batch may be about, found by their identifiers; later rows see what earlier rows did. */
export class WorkingContacts {
  #byExternalId = new Map<string, WorkingContact>()
  #byEmail = new Map<string, WorkingContact>()
  #byPhone = new Map<string, Set<WorkingContact>>()
  #all: WorkingContact[] = []

  constructor(states: Iterable<ContactState>) {
    for (const state of states) this.add({ before: state, now: state })
  }

  get all(): readonly WorkingContact[] {
    return this.#all
  }

  add(contact: WorkingContact) {
    this.#all.push(contact)
    this.#index(contact)
  }

  /** Puts the next state of a contact in the place of the current one. */
  replace(contact: WorkingContact, next: ContactState) {
    this.#unindex(contact)
    contact.now = next
    this.#index(contact)
  }

  /**
   * Who is meant: by externalId, then e-mail, then phone. Families and offices share a phone number, so that it never means
   * somebody with another e-mail or externalId, and contradicts those two only when a single contact has it.
   */
  match(given: PreparedContact): Match {
    const byId = given.values.externalId ? this.#byExternalId.get(given.values.externalId) : undefined
    const byEmail = given.emailKey ? this.#byEmail.get(given.emailKey) : undefined
    if (byId && byEmail && byId !== byEmail) return { conflict: [byId, byEmail] }
    const byPhone = [...((given.values.phone && this.#byPhone.get(given.values.phone)) || [])]
    const found = byId ?? byEmail
    if (found) return checkPhone({ found, by: byId ? 'externalId' : 'email' }, byPhone)
    const possible = byPhone.filter((contact) => !isSomebodyElse(contact.now, given))
    const [first, second] = possible
    if (!first) return {}
    return second ? { conflict: [first, second] } : { found: first, by: 'phone' }
  }

  #index(contact: WorkingContact) {
    const { values, emailKey } = contact.now
    if (values.externalId) this.#byExternalId.set(values.externalId, contact)
    if (emailKey) this.#byEmail.set(emailKey, contact)
    if (!values.phone) return
    const sharing = this.#byPhone.get(values.phone)
    if (sharing) sharing.add(contact)
    else this.#byPhone.set(values.phone, new Set([contact]))
  }

  #unindex(contact: WorkingContact) {
    const { values, emailKey } = contact.now
    if (values.externalId) this.#byExternalId.delete(values.externalId)
    if (emailKey) this.#byEmail.delete(emailKey)
    if (values.phone) this.#byPhone.get(values.phone)?.delete(contact)
  }
}

function checkPhone(match: { found: WorkingContact; by: Identifier }, byPhone: WorkingContact[]): Match {
  const [only] = byPhone
  const isAnother = only !== undefined && byPhone.length === 1 && only !== match.found
  return isAnother ? { conflict: [match.found, only] } : match
}

function isSomebodyElse({ values, emailKey }: ContactState, given: PreparedContact): boolean {
  const differs = (mine: string | null, theirs: string | null | undefined) => Boolean(mine && theirs && mine !== theirs)
  return differs(emailKey, given.emailKey) || differs(values.externalId, given.values.externalId)
}
