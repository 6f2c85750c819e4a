import type { Queryable, Transaction } from './database.ts'

/** What somebody filled in, as it waits to be confirmed. `topics` are public ids. */
export type Given = {
  email: string
  values: Record<string, string>
  topics: string[]
  proof: From
}

export type SignUp = {
  id: string
  formId: string
  version: number
  given: Given
  at: Date
}

/** Keeps what somebody filled in; returns its UUID. What is confirmed already is only counted. */
export async function insertSignUp(
  transaction: Transaction,
  signUp: { formId: string; version: number; addressKey: string; given: Given; at: Date; expiresAt: Date },
): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into sign_ups (project_id, form_id, version, address_key, given, at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      ...[transaction.projectId, signUp.formId, signUp.version, signUp.addressKey, JSON.stringify(signUp.given)],
      ...[signUp.at, signUp.expiresAt],
    ],
  )
  return id
}

const OPEN = `select s.id, s.form_id as "formId", s.version, s.given, s.at from sign_ups s
  join forms f on f.project_id = s.project_id and f.id = s.form_id and f.deleted_at is null
  where s.project_id = $1 and s.id = $2 and s.confirmed_at is null and s.expires_at > $3`

/** A sign-up that waits to be confirmed; undefined when it is not there any more, or was. */
export async function findOpenSignUp(
  record: Queryable,
  projectId: number,
  { id, now }: { id: string; now: Date },
): Promise<SignUp | undefined> {
  const [signUp] = await record.query<SignUp>(OPEN, [projectId, id, now])
  return signUp
}

/** Marks a sign-up as confirmed by a contact, once, and forgets what was filled in. Returns whether it was this call. */
export async function takeSignUp(
  transaction: Transaction,
  { id, rowNo, now }: { id: string; rowNo: number | null; now: Date },
): Promise<boolean> {
  const taken = await transaction.query(
    `update sign_ups set confirmed_at = $3, row_no = $4, given = null, address_key = null
     where project_id = $1 and id = $2 and confirmed_at is null and expires_at > $3 returning 1`,
    [transaction.projectId, id, now, rowNo],
  )
  return taken.length > 0
}

// Sign-ups that nobody confirms are kept a little longer than that.
const RECENT_DAYS = 30

export type SignUpCounts = { pending: number; confirmed: number; recent: { asked: number; confirmed: number } }

/** How many of each form (UUIDs) wait, how many were confirmed, and how it went of late. */
export async function countSignUps(
  record: Queryable,
  projectId: number,
  { formIds, now }: { formIds: string[]; now: Date },
): Promise<Map<string, SignUpCounts>> {
  const rows = await record.query<
    Omit<SignUpCounts, 'recent'> & { id: string; asked: number; recentlyConfirmed: number }
  >(
    `select form_id as id, count(*) filter (where confirmed_at is null and expires_at > $3)::int as pending,
       count(confirmed_at)::int as confirmed,
       count(*) filter (where at > since)::int as asked,
       count(confirmed_at) filter (where at > since)::int as "recentlyConfirmed"
     from sign_ups, (select $3::timestamptz - make_interval(days => $4) as since) recent
     where project_id = $1 and form_id = any($2) group by form_id`,
    [projectId, formIds, now, RECENT_DAYS],
  )
  return new Map(
    rows.map(({ id, pending, confirmed, asked, recentlyConfirmed }) => [
      id,
      { pending, confirmed, recent: { asked, confirmed: recentlyConfirmed } },
    ]),
  )
}

/** Where somebody was when they asked or confirmed, as far as the project keeps it. */
export type From = { ip: string | null; userAgent: string | null }

export type ListedSignUp = {
  id: string
  /** As they typed it; null once nobody is known any more. */
  email: string | null
  contact: string | null
  version: number
  at: Date
  confirmedAt: Date | null
  expiresAt: Date
  askedFrom: From | null
  confirmedFrom: From | null
}

/** Sign-ups of a form newest first, before the UUID `before`; the proof of those confirmed is that of their consent. */
export function listSignUps(
  record: Queryable,
  projectId: number,
  { formId, before, limit }: { formId: string; before: string | null; limit: number },
): Promise<ListedSignUp[]> {
  return record.query<ListedSignUp>(
    `select s.id, coalesce(s.given ->> 'email', l.proof ->> 'address') as email, c.id as contact, s.version, s.at,
       s.confirmed_at as "confirmedAt", s.expires_at as "expiresAt",
       coalesce(s.given -> 'proof', case when l.proof is not null then
         jsonb_build_object('ip', l.proof -> 'ip', 'userAgent', l.proof -> 'userAgent') end) as "askedFrom",
       l.proof -> 'confirmedFrom' as "confirmedFrom"
     from sign_ups s
     left join contacts c on c.project_id = $1 and c.row_no = s.row_no and c.deleted_at is null
     left join lateral (
       select proof from consent_log where project_id = $1 and row_no = c.row_no and at = s.confirmed_at
         and proof ->> 'source' = 'form' and channel = 'email' limit 1
     ) l on true
     where s.project_id = $1 and s.form_id = $2 and ($3::uuid is null or s.id < $3) order by s.id desc limit $4`,
    [projectId, formId, before, limit],
  )
}

/** Whether an address is on the suppression list, and what its contact is. */
export async function findKnown(
  record: Queryable,
  projectId: number,
  addressKey: string,
): Promise<{ isSuppressed: boolean; status: string | null }> {
  const [row] = await record.query<{ isSuppressed: boolean; status: string | null }>(
    `select exists (select from suppressions where project_id = $1 and address = $2) as "isSuppressed",
       (select status from contacts where project_id = $1 and email_key = $2 and deleted_at is null) as status`,
    [projectId, addressKey],
  )
  return row
}

/** Forgets whoever waits under one of these folded addresses. */
export async function eraseSignUps(transaction: Transaction, addresses: string[]): Promise<void> {
  await transaction.query('delete from sign_ups where project_id = $1 and address_key = any($2)', [
    transaction.projectId,
    addresses,
  ])
}

/** Forgets those who had until then to confirm, and did not. */
export async function deleteExpiredSignUps(record: Queryable, before: Date): Promise<void> {
  await record.query('delete from sign_ups where confirmed_at is null and expires_at <= $1', [before])
}
