import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noteAnswer } from '../../packages/server/src/store/channel-answers.ts'
import { noteChannelBounces } from '../../packages/server/src/store/channel-bounces.ts'
import type { Transaction } from '../../packages/server/src/store/database.ts'
import type { Campaigning } from '../support/campaigning.ts'
import { openTextDesk, type TextDesk } from '../support/text-desk.ts'

let opened: TextDesk
let desk: Campaigning
let earlier = ''
beforeAll(async () => {
  opened = await openTextDesk()
  desk = opened.desk
  earlier = await draftTo(['nobody'])
})
afterAll(() => opened.drop())

const [OWN, OTHER] = ['+15005550101', '+15005550202']

async function draftTo(externalIds: string[]): Promise<string> {
  const conditions = [{ type: 'field', field: 'externalId', op: 'is', values: externalIds }]
  const body = { name: 'Text', channel: 'sms', text: 'Hi', audience: { include: { filters: { conditions } } } }
  return (await desk.request<{ id: string }>('POST', '/campaigns', body)).body.id
}

const write = (work: (transaction: Transaction) => Promise<unknown>) =>
  desk.product.product.database.write({ projectId: desk.product.first.id, actor: 'test' }, work)
const at = () => desk.product.product.now()

/** Somebody answers from a number. */
const answer = (address: string, what: 'stop' | 'start') =>
  write((transaction) => {
    const proof = { source: 'provider', provider: 'prv_1', word: what, reference: 'SM1' } as const
    return noteAnswer(transaction, { channel: 'sms', address, what, proof, at: at() })
  })

/** A service says that somebody's number does not exist. */
async function bounce(externalId: string) {
  const [row] = await desk.product.product.database.query<{ rowNo: number; address: string }>(
    'select row_no as "rowNo", phone as address from contacts where project_id = $1 and external_id = $2 and deleted_at is null',
    [desk.product.first.id, externalId],
  )
  const bounces = [{ ...row, campaignId: parseId('campaign', earlier) ?? '', response: 'unknown' }]
  await write((transaction) => noteChannelBounces(transaction, 'sms', { bounces, at: at() }))
}

const consent = (state: string) => (externalId: string) =>
  desk.request('PATCH', `/contacts/${externalId}`, { consent: { sms: state } })

type Doing = (externalId: string) => Promise<unknown>
const nothing: Doing = async () => {}
const yes = consent('opted_in')
const yesAnd =
  (next: Doing): Doing =>
  async (externalId) => {
    await yes(externalId)
    await next(externalId)
  }
const stopFrom = (number: string) => yesAnd(() => answer(number, 'stop'))

let made = 0

/** Makes two, does with each what is asked, and merges them; what the survivor gets then. */
async function merged(
  kept: { phone: string | null; does: Doing },
  gone: { phone: string | null; does: Doing },
  { fields = {}, after }: { fields?: object; after?: () => Promise<unknown> } = {},
): Promise<string> {
  made += 1
  const names = [`kept-${made}`, `gone-${made}`]
  for (const [place, { phone, does }] of [kept, gone].entries()) {
    const externalId = names[place] ?? ''
    await desk.request('POST', '/contacts', { externalId, phone })
    await does(externalId)
  }
  const reply = await desk.request('POST', `/contacts/${names[0]}/merge`, { from: names[1], fields })
  expect(reply.status).toBe(200)
  await after?.()
  const got = await fateOf(names[0] ?? '')
  await desk.request('DELETE', `/contacts/${names[0]}`)
  return got
}

/** As the count before a launch says it, and as the ledger has it after one. */
async function fateOf(externalId: string): Promise<string> {
  const other = `reached-${made}`
  const reached = { externalId: other, phone: `+1500777${1_000 + made}`, consent: { sms: 'opted_in' } }
  await desk.request('POST', '/contacts', reached)
  const id = await draftTo([externalId, other])
  type Counts = { willBeSent: number; skipped: { reason: string }[] }
  // Of what was just written past the API, too.
  const counted = (await desk.product.read<Counts>('GET', `/v1/campaigns/${id}/audience`)).body
  await desk.sendAll(id)
  await desk.stop()
  type Results = { sent: number; skippedReasons: { reason: string }[] }
  const results = (await desk.request<Results>('GET', `/campaigns/${id}/results`)).body
  const fates = [
    counted.skipped.map(({ reason }) => reason).concat(counted.willBeSent === 2 ? 'yes' : []),
    results.skippedReasons.map(({ reason }) => reason).concat(results.sent === 2 ? 'yes' : []),
  ]
  expect(fates[0]).toEqual(fates[1])
  return fates.flat()[0] ?? 'nothing'
}

describe('whoever is left of two people', () => {
  it.each<[string, string, Parameters<typeof merged>]>([
    [
      'two with a yes',
      'yes',
      [
        { phone: OWN, does: yes },
        { phone: OTHER, does: yes },
      ],
    ],
    [
      'one with a yes and one who said nothing',
      'yes',
      [
        { phone: OWN, does: nothing },
        { phone: OTHER, does: yes },
      ],
    ],
    [
      'one who said STOP, which goes',
      'opted_out',
      [
        { phone: OWN, does: yes },
        { phone: OTHER, does: stopFrom(OTHER) },
      ],
    ],
    [
      'one who said STOP, which stays',
      'opted_out',
      [
        { phone: OWN, does: stopFrom(OWN) },
        { phone: OTHER, does: yes },
      ],
    ],
    [
      'one with a dead number, taken over',
      'bounced',
      [
        { phone: null, does: nothing },
        { phone: OTHER, does: yesAnd(bounce) },
      ],
    ],
    [
      'one with a dead number, chosen over a good one',
      'bounced',
      [{ phone: OWN, does: yes }, { phone: OTHER, does: yesAnd(bounce) }, { fields: { phone: 'other' } }],
    ],
    [
      'one with the same dead number',
      'bounced',
      [
        { phone: OWN, does: yes },
        { phone: OWN, does: yesAnd(bounce) },
      ],
    ],
    [
      'one with a dead number that goes',
      'yes',
      [
        { phone: OWN, does: yes },
        { phone: OTHER, does: yesAnd(bounce) },
      ],
    ],
    [
      'one with a dead number, replaced by a good one',
      'yes',
      [{ phone: OWN, does: yesAnd(bounce) }, { phone: OTHER, does: yes }, { fields: { phone: 'other' } }],
    ],
    [
      'one who says STOP afterwards from the number that went',
      'opted_out',
      [{ phone: OWN, does: yes }, { phone: OTHER, does: yes }, { after: () => answer(OTHER, 'stop') }],
    ],
    [
      'one who says START afterwards from the number that went',
      'opted_out',
      [{ phone: OWN, does: stopFrom(OWN) }, { phone: OTHER, does: yes }, { after: () => answer(OTHER, 'start') }],
    ],
  ])('%s: gets texts: %s', async (_name, expected, [kept, gone, more]) => {
    expect(await merged(kept, gone, more)).toBe(expected)
  })
})
