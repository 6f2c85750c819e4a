import { applyPolicies, type PolicyRules } from './apply-policies.ts'
import { type ConsentChange, createContact, mergeContact } from './merge-contact.ts'
import type { FunnelStage, PreparedContact, Status } from './prepared-contact.ts'
import type { Identifier, WorkingContact, WorkingContacts } from './working-contacts.ts'

/** What to do with somebody who is there already: merge, leave alone, or refuse. */
export type OnConflict = 'upsert' | 'skip' | 'refuse'

export type UpsertRules = {
  /** RFC 3339. */
  now: string
  onConflict: OnConflict
  statusWhenNew?: Status | undefined
  funnelWhenNew?: FunnelStage | null
  tagIds: ReadonlyMap<string, string>
  /** Without any, what is given overwrites. */
  policyRules?: PolicyRules | undefined
  nextRowNo: () => number
}

/** What became of one contact of a batch. */
export type Outcome =
  | { action: 'created' | 'updated' | 'unchanged' | 'skipped'; contact: WorkingContact }
  | { action: 'exists'; contact: WorkingContact; by: Identifier }
  | { action: 'conflict'; contacts: [WorkingContact, WorkingContact] }

export type LoggedConsent = ConsentChange & { contact: WorkingContact }

/** Works a batch through in order, so that later rows win; leaves in `working` what has to be written. */
export function upsertBatch(
  working: WorkingContacts,
  batch: readonly PreparedContact[],
  rules: UpsertRules,
): { outcomes: Outcome[]; consents: LoggedConsent[] } {
  const consents: LoggedConsent[] = []
  const log = (contact: WorkingContact, changes: ConsentChange[]) => {
    for (const change of changes) consents.push({ ...change, contact })
  }
  const outcomes = batch.map((given): Outcome => {
    const { found, by, conflict } = working.match(given)
    if (conflict) return { action: 'conflict', contacts: conflict }
    if (!found || !by) return create(working, given, { ...rules, log })
    if (rules.onConflict === 'refuse') return { action: 'exists', contact: found, by }
    if (rules.onConflict === 'skip') return { action: 'skipped', contact: found }
    return update(working, { contact: found, given }, { ...rules, log })
  })
  return { outcomes, consents }
}

type Logging = UpsertRules & { log: (contact: WorkingContact, changes: ConsentChange[]) => void }

function create(working: WorkingContacts, given: PreparedContact, rules: Logging): Outcome {
  const { state, consents } = createContact(given, { ...rules, rowNo: rules.nextRowNo() })
  const contact: WorkingContact = { before: null, now: state }
  working.add(contact)
  rules.log(contact, consents)
  return { action: 'created', contact }
}

function update(
  working: WorkingContacts,
  { contact, given }: { contact: WorkingContact; given: PreparedContact },
  { now, tagIds, policyRules, log }: Logging,
): Outcome {
  const left = policyRules ? applyPolicies(contact.now, given, policyRules) : given
  const { state, consents } = mergeContact(contact.now, left, { now, tagIds })
  if (state === contact.now) return { action: 'unchanged', contact }
  working.replace(contact, state)
  log(contact, consents)
  return { action: 'updated', contact }
}
