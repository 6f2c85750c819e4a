import { describe, expect, it } from 'vitest'
import { type Campaign, emails, type Results } from '../support/campaigning.ts'
import { startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'
import { useDesk } from '../support/use-desk.ts'

type Throttle = { reason: string; until: string | null; isHeld: boolean } | null
type Held = Campaign & { throttle: Throttle }

const desk = useDesk()

const HOUR_MS = 3_600_000
const now = () => desk.product.product.now()
const clock = (at: Date) => at.toISOString().slice(11, 16)
const inHours = (hours: number) => new Date(now().getTime() + hours * HOUR_MS)
const people = (name: string, count: number) =>
  desk.people(emails('p', count).map((email) => ({ email: email.replace('@', `@${name}.`) })))
const throttle = async (id: string) => (await desk.request<Held>('GET', `/campaigns/${id}`)).body.throttle
const results = (id: string, is: (results: Results) => boolean) => until(() => desk.results(id), is)

async function launched(tag: string, plan: object) {
  const id = await desk.draft({ include: { tags: [tag] } }, { plan })
  await desk.launch(id)
  desk.start()
  return id
}

describe('a campaign that is held up says by what, and until when', () => {
  it('by its hours', async () => {
    const opens = inHours(2)
    const window = { from: clock(opens), to: clock(inHours(3)), timezone: 'Asia/Jakarta' }
    // Jakarta is seven hours ahead of UTC all year.
    const jakarta = { from: clock(new Date(opens.getTime() + 7 * HOUR_MS)), to: clock(inHours(10)) }
    const id = await launched(await people('hours', 2), { window: { ...window, ...jakarta } })
    expect(await throttle(id)).toEqual({
      reason: `Its hours are closed. It waits for ${jakarta.from} in Jakarta: 2 people.`,
      until: `${opens.toISOString().slice(0, 16)}:00.000Z`,
      isHeld: true,
    })
    const { body } = await desk.request<{ data: Held[] }>('GET', '/campaigns?limit=1')
    expect(body.data[0].throttle?.isHeld).toBe(true)
  })

  it('by the pause between two batches, and by nothing once it is over', async () => {
    const id = await launched(await people('batches', 3), { batches: { size: 2, everyMinutes: 10 } })
    await results(id, ({ sent }) => sent === 2)
    expect(await throttle(id)).toMatchObject({ reason: 'It waits for its next batch: 1 person.', isHeld: true })
    desk.aheadMs += 10 * 60_000
    await desk.finished(id)
    expect(await throttle(id)).toBeNull()
  })

  it('by its pace, without standing still', async () => {
    const id = await launched(await people('pace', 9), { perHour: 60 })
    await results(id, ({ sent }) => sent >= 1)
    expect(await throttle(id)).toEqual({
      reason: 'Its plan sends at most 60 messages an hour.',
      until: expect.any(String),
      isHeld: false,
    })
    await desk.request('POST', `/campaigns/${id}/pause`)
    expect(await throttle(id)).toBeNull()
  })

  it('by the limit of the domain where most of it waits', async () => {
    const limit = (perDomain: object[]) => desk.request('PATCH', '/project', { sendingLimits: { perDomain } })
    await limit([
      { domain: 'slow.example.org', perHour: 60 },
      { domain: 'unknown.example', perHour: 1 },
    ])
    const id = await launched(await people('slow', 9), {})
    await results(id, ({ sent }) => sent >= 1)
    expect(await throttle(id)).toEqual({
      reason: expect.stringMatching(
        /^The project sends at most 60 messages an hour to slow\.example\.org, where [78] people wait\.$/,
      ),
      until: expect.any(String),
      isHeld: false,
    })
    await desk.request('POST', `/campaigns/${id}/cancel`)
    await limit([])
  })

  it('by servers that put everybody off', async () => {
    const server = await startMailServer(() => ({ at: 'rcpt', code: 450, text: '4.2.2 mailbox busy' }))
    desk.product.product.config.smtpUrl = server.url
    try {
      const id = await launched(await people('deferred', 2), {})
      await results(id, ({ deferred }) => deferred === 2)
      expect(await throttle(id)).toMatchObject({
        reason: 'It tries again later: 2 people could not be reached at once.',
        isHeld: true,
      })
    } finally {
      await desk.stop()
      desk.product.product.config.smtpUrl = null
      await server.close()
    }
  })
})

it('keeps to the hours on each person’s own clock, and says whose it waits for', async () => {
  const tag = await people('own', 2)
  await desk.request('PATCH', '/contacts/p1@own.example.org', { timezone: 'Asia/Tokyo' })
  // Tokyo is nine hours ahead of UTC all year, so it opens fourteen hours from now.
  const window = { from: clock(inHours(-1)), to: clock(inHours(1)), timezone: 'recipient' }
  const id = await launched(tag, { window })
  await results(id, ({ sent }) => sent === 1)
  const reached = async () => (await desk.recipients()).filter((email) => email.endsWith('@own.example.org'))
  expect(await reached()).toEqual(['p0@own.example.org'])
  expect(await throttle(id)).toMatchObject({ reason: `It waits for ${window.from} in Tokyo: 1 person.`, isHeld: true })
  desk.aheadMs += 13 * HOUR_MS
  expect(await throttle(id)).toMatchObject({ isHeld: true })
  desk.aheadMs += HOUR_MS
  await desk.finished(id)
  expect(await reached()).toEqual(['p0@own.example.org', 'p1@own.example.org'])
})
