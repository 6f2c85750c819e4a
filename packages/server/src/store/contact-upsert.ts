import type { PolicyRules } from '../contacts/apply-policies.ts'
import type { PreparedContact, Status } from '../contacts/prepared-contact.ts'
import { type OnConflict, type Outcome, upsertBatch } from '../contacts/upsert-batch.ts'
import { WorkingContacts } from '../contacts/working-contacts.ts'
import { lockContactsLike } from './contact-states.ts'
import { type Database, errorCode, errorConstraint, type Queryable, type Transaction } from './database.ts'
import { findDefaultFunnel } from './projects.ts'
import { leaseRowNos } from './row-numbers.ts'
import { type WriteRules, writeContacts } from './write-contacts.ts'

/** Where contacts are written to, and how: one transaction by `write`. */
export type ContactWriter = {
  database: Database
  projectId: number
  write: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>
}

export type UpsertOptions = WriteRules & {
  onConflict: OnConflict
  statusWhenNew?: Status | undefined
  /** The UUID of each tag that the contacts name, from resolveTags. */
  tagIds: ReadonlyMap<string, string>
  policyRules?: PolicyRules | undefined
}

/**
 * Creates, merges, skips or refuses contacts by their identifiers, all in one transaction, and says what became of each, in
 * order. `andThen` runs in the same transaction.
 */
export async function upsertContacts(
  { database, projectId, write }: ContactWriter,
  batch: {
    contacts: readonly PreparedContact[]
    andThen?: (transaction: Transaction, done: Upserted) => Promise<void>
  },
  options: UpsertOptions,
): Promise<Outcome[]> {
  const lease = await leaseRowNos(database, projectId, batch.contacts.length)
  try {
    return await retryOnRace(UPSERT_RACE, () => {
      lease.restart()
      return write(async (transaction) => {
        const working = new WorkingContacts(await lockContactsLike(transaction, batch.contacts))
        const { outcomes, consents } = upsertBatch(working, batch.contacts, {
          ...options,
          funnelWhenNew: await findDefaultFunnel(transaction, projectId),
          now: options.now.toISOString(),
          nextRowNo: lease.next,
        })
        await writeContacts(transaction, { contacts: working.all, consents }, options)
        await batch.andThen?.(transaction, { outcomes, working })
        return outcomes
      })
    })
  } finally {
    lease.release()
  }
}

export type Upserted = { outcomes: Outcome[]; working: WorkingContacts }

const UNIQUE_VIOLATION = '23505'
const ATTEMPTS = 5

/** Unique indexes that fail when somebody else puts the same tag on the same contact at the same moment. */
export const TAG_RACE: ReadonlySet<string> = new Set(['contact_tags_pkey'])
const UPSERT_RACE: ReadonlySet<string> = new Set([...TAG_RACE, 'contacts_by_email', 'contacts_by_external_id'])

/** Runs a transaction again when somebody else wrote the same at the same moment: now theirs is found. */
export async function retryOnRace<Result>(
  constraints: ReadonlySet<string>,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const isRace = errorCode(error) === UNIQUE_VIOLATION && constraints.has(errorConstraint(error) ?? '')
      if (!isRace || attempt === ATTEMPTS) throw error
    }
  }
}

/** Whose identifier a write that failed for it wanted to take; undefined when it failed for something else. */
export async function findTakenIdentifier(
  record: Queryable,
  projectId: number,
  { error, given }: { error: unknown; given: PreparedContact },
): Promise<{ by: string; value: string; id: string } | undefined> {
  if (errorCode(error) !== UNIQUE_VIOLATION) return undefined
  const isEmail = errorConstraint(error) === 'contacts_by_email'
  const isExternalId = errorConstraint(error) === 'contacts_by_external_id'
  if (!isEmail && !isExternalId) return undefined
  const [taker] = await record.query<{ id: string }>(
    'select id from contacts where project_id = $1 and deleted_at is null and (email_key = $2 or external_id = $3)',
    [projectId, isEmail ? given.emailKey : null, isEmail ? null : given.values.externalId],
  )
  const value = (isEmail ? given.values.email : given.values.externalId) ?? ''
  return taker && { by: isEmail ? 'e-mail' : 'externalId', value, id: taker.id }
}
