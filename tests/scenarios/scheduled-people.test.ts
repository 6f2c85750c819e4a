import { describe, expect, it } from 'vitest'
import type { Campaign } from '../support/campaigning.ts'
import { until } from '../support/until.ts'
import { useDesk } from '../support/use-desk.ts'

type Frozen = { people: number; at: string; atSchedule: boolean } | null
type Scheduled = Campaign & { schedule: object | null; scheduledAt: string | null; frozen: Frozen; detail: string }

const desk = useDesk()

const HOUR_MS = 3_600_000
const now = () => desk.product.product.now()
const wall = (aheadMs: number) => new Date(now().getTime() + aheadMs).toISOString().slice(0, 19)
const schedule = (id: string, body: object) => desk.request<Scheduled>('POST', `/campaigns/${id}/schedule`, body)
const patch = (id: string, body: object) => desk.request<Scheduled>('PATCH', `/campaigns/${id}`, body)

async function sendScheduled(id: string) {
  desk.aheadMs += HOUR_MS + 1_000
  desk.start()
  await desk.finished(id)
}

describe('a campaign whose people are chosen when it is scheduled', () => {
  /** Three people, one of whom carries the second tag too; scheduled in an hour. */
  async function chosen(name: string) {
    const tag = await desk.people(['a', 'b', 'c'].map((one) => ({ email: `${one}@${name}.example.org` })))
    const other = `${name} other`
    await desk.request('POST', `/contacts/a@${name}.example.org/tags`, { tags: [other] })
    const id = await desk.draft({ include: { tags: [tag] } })
    const { body } = await schedule(id, { at: wall(HOUR_MS), timezone: 'UTC', audience: 'now' })
    expect(body.frozen).toMatchObject({ people: 3, atSchedule: true })
    return { id, tag, other }
  }

  it('chooses them anew when its audience changes: who is excluded afterwards gets nothing', async () => {
    const { id, tag, other } = await chosen('excluded')
    const { status, body } = await patch(id, { audience: { include: { tags: [tag] }, exclude: { tags: [other] } } })
    expect([status, body.status, body.frozen]).toMatchObject([200, 'scheduled', { people: 2, atSchedule: true }])
    await desk.request('POST', '/contacts', { email: 'late@excluded.example.org', tags: [tag] })
    await sendScheduled(id)
    expect(await desk.recipients()).toEqual(['b@excluded.example.org', 'c@excluded.example.org'])
  })

  it('keeps them while it changes what it says, also when the same audience is said by other names', async () => {
    const { id, tag } = await chosen('kept')
    const before = await desk.request<Scheduled>('GET', `/campaigns/${id}`)
    await desk.request('POST', '/contacts', { email: 'late@kept.example.org', tags: [tag] })
    await patch(id, { subject: 'Other', audience: { include: { tags: [tag] } } })
    const after = await patch(id, { audience: before.body.audience })
    expect(after.body.frozen).toEqual(before.body.frozen)
    await sendScheduled(id)
    expect(await desk.recipients()).toEqual(['a', 'b', 'c'].map((one) => `${one}@kept.example.org`))
  })

  it('refuses an audience in which nobody is, and stays as it was', async () => {
    const { id, tag } = await chosen('nobody')
    const refused = await patch(id, { audience: { include: { tags: [tag] }, exclude: { tags: [tag] } } })
    expect([refused.status, refused.body.detail]).toEqual([422, 'Nobody matches.'])
    expect((await desk.request<Scheduled>('GET', `/campaigns/${id}`)).body).toMatchObject({
      audience: { include: { tags: [expect.stringMatching(/^tag_/)] } },
      frozen: { people: 3 },
    })
  })

  it('refuses a change that crossed with another choice of people', async () => {
    const { id, tag, other } = await chosen('crossed')
    const changes = [
      { audience: { include: { tags: [tag] }, exclude: { tags: [other] } } },
      { audience: { include: { tags: [other] } } },
      { subject: 'Crossed' },
    ]
    const replies = await Promise.all(changes.map((change) => patch(id, change)))
    for (const { status } of replies) expect([200, 409]).toContain(status)
    const { body } = await desk.request<Scheduled>('GET', `/campaigns/${id}`)
    const { body: counted } = await desk.request<{ members: number }>('GET', `/campaigns/${id}/audience`)
    expect(body.frozen?.people).toBe(counted.members)
  })
})

it('is launched at once when somebody launches it before its time, on nobody’s own clock', async () => {
  const tag = await desk.people(['tokyo', 'nowhere'].map((name) => ({ email: `${name}@at-once.example.org` })))
  await desk.request('PATCH', '/contacts/tokyo@at-once.example.org', { timezone: 'Asia/Tokyo' })
  const id = await desk.draft({ include: { tags: [tag] } })
  await schedule(id, { at: wall(48 * HOUR_MS), timezone: 'recipient' })
  expect((await desk.launch(id)).body).toMatchObject({ status: 'sending', schedule: null, scheduledAt: null })
  desk.start()
  await until(
    () => desk.results(id),
    ({ sent }) => sent === 2,
  )
})
