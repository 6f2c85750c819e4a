import { RowBitmap } from '@rollcall/engine'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'
import { UNREACHABLE } from '../audience/reachable.ts'
import { launchCampaign } from './campaign-states.ts'
import { insertCampaign } from './campaigns.ts'
import type { Database } from './database.ts'
import {
  type CampaignKey,
  type Chunk,
  countDeliveries,
  findUnmaterialised,
  type LeasedDelivery,
  leaseDeliveries,
  materialise,
  recoverDeliveries,
} from './deliveries.ts'
import { type Attempt, type Ending, markSending, settleDeliveries } from './delivery-attempts.ts'
import { ensureEventMonths } from './events.ts'
import { insertProject } from './projects.ts'

let test: TestDatabase
let database: Database
let projectId: number
const now = new Date('2026-03-01T09:30:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

beforeAll(async () => {
  test = await createDatabase()
  database = test.database
  await ensureEventMonths(database, [now.getTime() / 1_000])
})
afterAll(() => test.drop())
beforeEach(async () => {
  projectId = await insertProject(database, 'Ledger')
})

type Given = {
  email?: string | null
  status?: string
  validation?: string
  suppressed?: boolean
  paused?: boolean
  deleted?: boolean
}

async function addPeople(people: Given[]) {
  for (const [rowNo, given] of people.entries()) {
    const { email = `p${rowNo}@example.org`, status = 'subscribed', validation = 'unknown' } = given
    await database.query(
      `insert into contacts (project_id, row_no, email, email_key, status, validation, deleted_at, paused_until)
       values ($1, $2, $3, $3, $4, $5, $6, $7)`,
      [projectId, rowNo, email, status, validation, given.deleted ? now : null, given.paused ? later(60) : null],
    )
    if (given.suppressed) await suppress(email ?? '')
  }
}

const suppress = (address: string) =>
  database.query(
    `insert into suppressions (project_id, address, reason, created_by) values ($1, $2, 'manual', 'test')`,
    [projectId, address],
  )

const write = <Result>(work: Parameters<typeof database.write<Result>>[1]) =>
  database.write({ projectId, actor: 'test' }, work).then(({ result }) => result)

/** A launched campaign to the first `count` people, all of them in the ledger. */
async function launch(count: number): Promise<CampaignKey> {
  const rowNos = Array.from({ length: count }, (_, rowNo) => rowNo)
  const id = await write(async (transaction) => {
    const campaign = {
      name: 'n',
      subject: 's',
      from: 'a@b.org',
      html: 'h',
      audience: { include: {} },
      plan: {},
      tracking: { opens: true, clicks: true },
      at: now,
    }
    const made = await insertCampaign(transaction, {
      ...campaign,
      channel: 'email',
      preheader: null,
      fromName: null,
      replyTo: null,
      text: null,
      mjml: null,
      utm: null,
      variants: [],
      test: null,
      provider: null,
      topic: null,
    })
    const [{ version }] = await transaction.query<{ version: string }>(
      'select updated_at::text as version from campaigns',
    )
    const members = RowBitmap.of(rowNos).toBytes()
    expect(
      await launchCampaign(
        transaction,
        { id: made, version },
        { audience: { members, count, snapshot: '3:3:', at: now }, at: now, isNow: true },
      ),
    ).toBe(true)
    return made
  })
  await write((transaction) => materialise(transaction, id, chunkOf(rowNos)))
  return { projectId, id }
}

function chunkOf(rowNos: number[]): Chunk {
  return {
    rowNos,
    notBefore: rowNos.map(() => null),
    variants: rowNos.map(() => null),
    isLast: true,
    isCancelled: false,
    at: now,
  }
}

const lease = (campaign: CampaignKey, at = now) =>
  leaseDeliveries(database, campaign, { limit: 100, heldMs: 0, now: at, leaseUntil: new Date(at.getTime() + 60_000) })

function attempt({ rowNo, id, fence, email }: LeasedDelivery): Attempt {
  return { projectId, rowNo, id, fence, address: email, messageId: `<${id}>`, providerId: null }
}

function ending({ id, fence }: LeasedDelivery, state: Ending['state'] = 'sent'): Ending {
  return { projectId, id, fence, state, reason: null, response: 'ok', notBefore: null, isCounted: true }
}

async function states({ id }: CampaignKey): Promise<Record<string, number>> {
  const counts = await countDeliveries(database, projectId, [id])
  return Object.fromEntries(counts.map(({ state, reason, count }) => [reason ? `${state}: ${reason}` : state, count]))
}

const countEvents = async () =>
  (
    await database.query<{ count: number }>('select count(*)::int as count from events where project_id = $1', [
      projectId,
    ])
  )[0].count

describe('who may get it', () => {
  const people: Given[] = [null, 'a@example.org'].flatMap((email) =>
    ['subscribed', 'unsubscribed', 'non-subscribed', 'bounced'].flatMap((status) =>
      ['unknown', 'valid', 'risky', 'invalid'].flatMap((validation) =>
        [false, true].flatMap((suppressed) =>
          [false, true].map((paused) => ({
            email,
            status,
            validation,
            suppressed: suppressed && email !== null,
            paused,
          })),
        ),
      ),
    ),
  )

  // The lowerings as a person would read them: the index answers the counts before a launch from them.
  function expectedReason({ email, status, validation, suppressed, paused }: Given): string | null {
    const holds: Record<string, boolean> = {
      no_address: email === null,
      suppressed: suppressed ?? false,
      unsubscribed: status === 'unsubscribed',
      non_subscribed: status === 'non-subscribed',
      bounced: status === 'bounced',
      invalid_address: validation === 'invalid',
      paused: paused ?? false,
    }
    expect(Object.keys(holds)).toEqual(UNREACHABLE.map(({ reason }) => reason))
    return UNREACHABLE.find(({ reason }) => holds[reason])?.reason ?? null
  }

  it('is the same in the ledger as in the counts before, and again right before sending', async () => {
    const each = people.map((person, place) => ({ ...person, email: person.email && `p${place}@example.org` }))
    await addPeople(each)
    const campaign = await launch(each.length)
    const rows = await database.query<{ row_no: number; reason: string | null; state: string }>(
      'select row_no, reason, state from deliveries where project_id = $1 order by row_no',
      [projectId],
    )
    expect(rows.map(({ reason }) => reason)).toEqual(each.map(expectedReason))
    expect(rows.map(({ state }) => state)).toEqual(
      each.map((person) => (expectedReason(person) ? 'skipped' : 'queued')),
    )
    await database.query(`update deliveries set state = 'queued', reason = null where project_id = $1`, [projectId])
    const leased = await lease(campaign)
    const marks = await markSending(database, leased.map(attempt), now)
    expect(marks).toEqual(each.slice(0, 100).map((person) => (expectedReason(person) ? 'skipped' : 'sending')))
  })
})

describe('the frozen audience', () => {
  it('enters the ledger once, whatever is repeated, and closes', async () => {
    await addPeople([{}, {}, {}])
    const campaign = await launch(3)
    await write((transaction) => materialise(transaction, campaign.id, chunkOf([0, 1, 2])))
    expect(await states(campaign)).toEqual({ queued: 3 })
    expect(await write((transaction) => findUnmaterialised(transaction, campaign.id))).toBeNull()
  })

  it('counts people who were erased in between as deleted, and keeps the line without its address later', async () => {
    await addPeople([{}, { deleted: true }])
    const campaign = await launch(3)
    expect(await states(campaign)).toEqual({ queued: 1, 'skipped: deleted': 2 })
    await database.query('delete from contacts where project_id = $1', [projectId])
    expect(await states(campaign)).toEqual({ queued: 1, 'skipped: deleted': 2 })
    const kept = await database.query('select from deliveries where project_id = $1 and address is not null', [
      projectId,
    ])
    expect(kept).toEqual([])
    const [delivery] = await lease(campaign)
    expect(await markSending(database, [attempt(delivery)], now)).toEqual(['skipped'])
  })
})

describe('a lease', () => {
  it('is given to one worker only', async () => {
    await addPeople(Array.from({ length: 60 }, () => ({})))
    const campaign = await launch(60)
    const leases = await Promise.all(
      Array.from({ length: 8 }, () =>
        leaseDeliveries(database, campaign, { limit: 10, heldMs: 0, now, leaseUntil: later(1) }),
      ),
    )
    const rowNos = leases.flat().map(({ rowNo }) => rowNo)
    expect(new Set(rowNos).size).toBe(rowNos.length)
    expect([...rowNos, ...(await lease(campaign)).map(({ rowNo }) => rowNo)]).toHaveLength(60)
  })

  it('that ran out goes to another, and the first can neither send nor tell', async () => {
    await addPeople([{}])
    const campaign = await launch(1)
    const [first] = await lease(campaign)
    await recoverDeliveries(database, { now: later(0.5), everyone: false })
    expect(await states(campaign)).toEqual({ leased: 1 })
    await recoverDeliveries(database, { now: later(2), everyone: false })
    expect(await states(campaign)).toEqual({ queued: 1 })
    expect(await markSending(database, [attempt(first)], later(2))).toEqual(['lost'])
    const [second] = await lease(campaign, later(2))
    expect(await markSending(database, [attempt(first), attempt(second)], later(2))).toEqual(['lost', 'sending'])
    await settleDeliveries(database, [ending(first, 'failed')], later(2))
    expect(await states(campaign)).toEqual({ sending: 1 })
  })
})

describe('a crash', () => {
  it('between the mark and the answer leaves what was on its way uncertain, and the rest in the queue', async () => {
    await addPeople([{}, {}, {}])
    const campaign = await launch(3)
    const [onItsWay] = await lease(campaign)
    await markSending(database, [attempt(onItsWay)], now)
    await recoverDeliveries(database, { now, everyone: true })
    expect(await states(campaign)).toEqual({ queued: 2, 'uncertain: interrupted': 1 })
    expect((await lease(campaign)).map(({ rowNo }) => rowNo)).toEqual([1, 2])
  })

  it('that was none: whoever held the message still knows how it ended', async () => {
    await addPeople([{}])
    const campaign = await launch(1)
    const [delivery] = await lease(campaign)
    await markSending(database, [attempt(delivery)], now)
    await recoverDeliveries(database, { now: later(2), everyone: false })
    await settleDeliveries(database, [ending(delivery)], later(2))
    expect(await states(campaign)).toEqual({ sent: 1 })
  })
})

describe('the look before sending', () => {
  async function marked(change: (email: string) => Promise<unknown>) {
    await addPeople([{}])
    const campaign = await launch(1)
    const [delivery] = await lease(campaign)
    await change(delivery.email ?? '')
    const [mark] = await markSending(database, [attempt(delivery)], now)
    return [mark, await states(campaign)]
  }
  const update = (what: string) => () =>
    database.query(`update contacts set ${what} where project_id = $1`, [projectId])
  const campaignIs = (what: string) => () =>
    database.query(`update campaigns set ${what} where project_id = $1`, [projectId])

  it.each<[string, () => Promise<unknown>, unknown]>([
    ['nothing', async () => {}, ['sending', { sending: 1 }]],
    ['an unsubscribe', update(`status = 'unsubscribed'`), ['skipped', { 'skipped: unsubscribed': 1 }]],
    ['a deletion', update('deleted_at = now()'), ['skipped', { 'skipped: deleted': 1 }]],
    ['another address', update(`email = 'new@example.org'`), ['queued', { queued: 1 }]],
    ['a suppression', () => suppress('p0@example.org'), ['skipped', { 'skipped: suppressed': 1 }]],
    ['a pause', campaignIs(`status = 'paused'`), ['queued', { queued: 1 }]],
    ['that it is too late', campaignIs(`expires_at = '${now.toISOString()}'`), ['skipped', { 'skipped: expired': 1 }]],
  ])('sees %s', async (_name, change, expected) => {
    expect(await marked(change)).toEqual(expected)
  })

  it('waits for an unsubscribe or a suppression that is being committed, and sees it', async () => {
    await addPeople([{}, {}])
    const campaign = await launch(2)
    const [first, second] = await lease(campaign)
    const { marks } = await write(async ({ query }) => {
      await query(`update contacts set status = 'unsubscribed' where project_id = $1 and row_no = 0`, [projectId])
      await query('select from contacts where project_id = $1 and row_no = 1 for no key update', [projectId])
      await query(
        `insert into suppressions (project_id, address, reason, created_by) values ($1, 'p1@example.org', 'manual', 'test')`,
        [projectId],
      )
      const marks = markSending(database, [attempt(first), attempt(second)], now)
      await untilBlocked()
      return { marks }
    })
    expect(await marks).toEqual(['skipped', 'skipped'])
  })

  async function untilBlocked() {
    for (;;) {
      const waiting = await database.query('select from pg_locks where not granted')
      if (waiting.length > 0) return
    }
  }

  it('may be repeated, and counts as one attempt', async () => {
    await addPeople([{}])
    const [delivery] = await lease(await launch(1))
    for (let time = 0; time < 3; time += 1) {
      expect(await markSending(database, [attempt(delivery)], now)).toEqual(['sending'])
    }
    const [row] = await database.query('select attempts, message_id from deliveries where project_id = $1', [projectId])
    expect(row).toEqual({ attempts: 1, message_id: `<${delivery.id}>` })
  })
})

describe('an ending', () => {
  it('may be told again, and is one event', async () => {
    await addPeople([{}, {}])
    const campaign = await launch(2)
    const leased = await lease(campaign)
    await markSending(database, leased.map(attempt), now)
    const endings = [ending(leased[0]), ending(leased[1], 'failed')]
    for (let time = 0; time < 2; time += 1) await settleDeliveries(database, endings, now)
    await settleDeliveries(database, [ending(leased[0], 'queued')], now)
    expect(await states(campaign)).toEqual({ sent: 1, failed: 1 })
    expect(await countEvents()).toBe(1)
  })

  it('that puts off keeps the message until then, and one that does not count gives the attempt back', async () => {
    await addPeople([{}, {}])
    const campaign = await launch(2)
    const leased = await lease(campaign)
    await markSending(database, leased.map(attempt), now)
    const putOff = { ...ending(leased[0], 'deferred'), notBefore: later(5) }
    await settleDeliveries(database, [putOff, { ...ending(leased[1], 'queued'), isCounted: false }], now)
    expect((await lease(campaign, later(4))).map(({ rowNo, attempts }) => [rowNo, attempts])).toEqual([[1, 0]])
    expect((await lease(campaign, later(5))).map(({ rowNo, attempts }) => [rowNo, attempts])).toEqual([[0, 1]])
  })

  it('keeps what a server said, however long or broken', async () => {
    await addPeople([{}])
    const [delivery] = await lease(await launch(1))
    await settleDeliveries(
      database,
      [{ ...ending(delivery, 'failed'), response: `\u0000${'\u{1f600}'.repeat(900)}` }],
      now,
    )
    const [{ response }] = await database.query<{ response: string }>(
      'select response from deliveries where project_id = $1',
      [projectId],
    )
    expect(response).toBe('\u{1f600}'.repeat(500))
  })
})

it('keeps what the server said to each attempt that it put off, and forgets it with the person', async () => {
  await addPeople([{}])
  const campaign = await launch(1)
  const course = [
    ['deferred', '451 later'],
    ['deferred', '452 still later'],
    ['sent', '250 ok'],
  ] as const
  for (const [minutes, [state, response]] of course.entries()) {
    const [delivery] = await lease(campaign, later(minutes))
    await markSending(database, [attempt(delivery)], later(minutes))
    await settleDeliveries(database, [{ ...ending(delivery, state), response }], later(minutes))
  }
  const find = () =>
    database.query('select attempts, response, earlier from deliveries where project_id = $1', [projectId])
  const earlier = course.slice(0, 2).map(([, response], minutes) => ({ at: later(minutes).toISOString(), response }))
  expect(await find()).toEqual([{ attempts: 3, response: '250 ok', earlier }])
  await database.query('delete from contacts where project_id = $1', [projectId])
  expect(await find()).toEqual([{ attempts: 3, response: null, earlier: null }])
})
