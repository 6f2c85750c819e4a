import { type TextChannel, toId } from '@rollcall/contract'
import type { Transaction } from './database.ts'
import { ensureEventMonths } from './events.ts'
import { FROM_PEOPLE_AT } from './people-at.ts'

/** What somebody wrote, or told a service: no more, again, or something else. */
export type ChannelAnswer = {
  channel: TextChannel
  address: string
  what: 'stop' | 'start' | 'other'
  /** What shows that they did; kept with their consent. */
  proof: { source: 'provider'; provider: string; word: string; reference: string }
  at: Date
}

const STATES = { stop: 'opted_out', start: 'opted_in', other: null } as const
const EVENTS = { stop: 'unsubscribed', start: null, other: 'replied' } as const

/**
 * Does what an answer asks for, for everybody with that address: consent with its proof, and the event, of the campaign that they
 * were sent last. They are locked first, so that a message either left before, or is not sent.
 */
export async function noteAnswer(transaction: Transaction, answer: ChannelAnswer): Promise<void> {
  const { channel, what, at } = answer
  const rowNos = await holdPeopleAt(transaction, answer)
  if (rowNos.length === 0) return
  const state = STATES[what]
  const changed = state === null ? [] : await setConsent(transaction, { rowNos, channel, state, at })
  if (state !== null) await logConsent(transaction, { ...answer, rowNos, state })
  const verb = EVENTS[what]
  if (verb !== null) await addEvents(transaction, { rowNos: what === 'stop' ? changed : rowNos, channel, verb, at })
  transaction.touch(changed)
}

const PEOPLE_AT = `select c.row_no as "rowNo" ${FROM_PEOPLE_AT}`

type Said = Pick<ChannelAnswer, 'channel' | 'address' | 'what'>

function valuesOf(projectId: number, answers: Said[]): unknown[] {
  const isStop = answers.map(({ what }) => what === 'stop')
  return [projectId, answers.map(({ channel }) => channel), answers.map(({ address }) => address), isStop]
}

/** The rows of everybody from whom these answers may be. */
export async function listPeopleAt(transaction: Transaction, answers: Said[]): Promise<number[]> {
  if (answers.length === 0) return []
  const rows = await transaction.query<{ rowNo: number }>(PEOPLE_AT, valuesOf(transaction.projectId, answers))
  return rows.map(({ rowNo }) => rowNo)
}

async function holdPeopleAt(transaction: Transaction, answer: ChannelAnswer): Promise<number[]> {
  const rows = await transaction.query<{ rowNo: number }>(`${PEOPLE_AT} order by c.row_no for no key update of c`, [
    ...valuesOf(transaction.projectId, [answer]),
  ])
  return rows.map(({ rowNo }) => rowNo)
}

type Change = { rowNos: number[]; channel: TextChannel; at: Date }

async function setConsent(
  transaction: Transaction,
  { rowNos, channel, state, at }: Change & { state: string },
): Promise<number[]> {
  const rows = await transaction.query<{ rowNo: number }>(
    `insert into consents (project_id, row_no, channel, state, at)
     select $1, row_no, $3, $4, $5 from unnest($2::int[]) as row_no
     on conflict (project_id, row_no, channel) do update set state = excluded.state, at = excluded.at
       where consents.state <> excluded.state
     returning row_no as "rowNo"`,
    [transaction.projectId, rowNos, channel, state, at],
  )
  return rows.map(({ rowNo }) => rowNo)
}

async function logConsent(
  transaction: Transaction,
  { rowNos, channel, state, proof, at }: ChannelAnswer & { rowNos: number[]; state: string },
) {
  await transaction.query(
    `insert into consent_log (project_id, row_no, channel, state, proof, at, changed_by)
     select $1, row_no, $3, $4, $5, $6, $7 from unnest($2::int[]) as row_no`,
    [transaction.projectId, rowNos, channel, state, JSON.stringify(proof), at, transaction.actor],
  )
}

async function addEvents(transaction: Transaction, { rowNos, channel, verb, at }: Change & { verb: string }) {
  await ensureEventMonths(transaction, [at.getTime() / 1_000])
  await transaction.query(
    `insert into events (project_id, row_no, at, name, campaign_id)
     select $1, w.row_no, $5, $3 || '.' || $4, (
       select d.campaign_id from deliveries d join campaigns k on k.project_id = $1 and k.id = d.campaign_id
       where d.project_id = $1 and d.row_no = w.row_no and k.channel = $3 and d.state in ('sent', 'uncertain')
       order by d.updated_at desc limit 1)
     from unnest($2::int[]) as w (row_no)`,
    [transaction.projectId, rowNos, channel, verb, at],
  )
}

/** The proof of what a provider (a UUID) told. */
export function proofOf(
  provider: string,
  { word, reference }: { word: string; reference: string },
): ChannelAnswer['proof'] {
  return { source: 'provider', provider: toId('provider', provider), word, reference }
}
