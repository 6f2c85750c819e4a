import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { until } from '../support/until.ts'

type Limits = { perHour: number | null; perDomain: { domain: string; perHour: number }[] }
type Project = { sendingLimits: Limits; detail: string }

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
})
afterAll(() => desk.drop())

const limit = (sendingLimits: unknown) => desk.request<Project>('PATCH', '/project', { sendingLimits })

it('are none at first, change one by one, and name each domain once', async () => {
  const read = async () => (await desk.request<Project>('GET', '/project')).body.sendingLimits
  expect(await read()).toEqual({ perHour: null, perDomain: [] })
  await limit({ perHour: 1_000 })
  const perDomain = [{ domain: 'gmail.com', perHour: 50 }]
  expect((await limit({ perDomain: [{ domain: ' GMAIL.com', perHour: 50 }] })).body.sendingLimits).toEqual({
    perHour: 1_000,
    perDomain,
  })
  await desk.request('PATCH', '/project', { name: 'Same' })
  expect(await read()).toEqual({ perHour: 1_000, perDomain })
  expect((await limit({ perHour: null, perDomain: [] })).body.sendingLimits).toEqual({ perHour: null, perDomain: [] })
})

it.each([
  [{ perHour: 0 }, '/sendingLimits/perHour'],
  [{ perHour: 1.5 }, '/sendingLimits/perHour'],
  [{ perDomain: [{ domain: 'gmail', perHour: 1 }] }, '/sendingLimits/perDomain/0/domain'],
  [{ perDomain: [{ domain: 'a@gmail.com', perHour: 1 }] }, '/sendingLimits/perDomain/0/domain'],
  [{ perDomain: [1, 2].map((perHour) => ({ domain: 'gmail.com', perHour })) }, '/sendingLimits/perDomain'],
  [{ perDay: 1 }, '/sendingLimits'],
])('are refused: %j', async (limits, pointer) => {
  const { status, body } = await limit(limits)
  expect([status, body.detail]).toEqual([422, expect.stringContaining(pointer)])
})

it('let whoever has to wait keep nobody else from going', async () => {
  await limit({ perDomain: [{ domain: 'slow.example', perHour: 60 }] })
  const slow = ['a@slow.example', 'b@Slow.example', 'c@slow.example']
  const tag = await desk.people([...slow, 'd@fast.example', 'e@fast.example'].map((email) => ({ email })))
  const id = await desk.draft({ include: { tags: [tag] } })
  await desk.launch(id)
  desk.start()
  const sent = async (count: number) => {
    await until(
      () => desk.results(id),
      (results) => results.sent === count && results.sending === 0,
    )
    return (await desk.recipients()).filter((to) => !slow.includes(to)).length
  }
  expect(await sent(3)).toBe(2)
  desk.aheadMs += 61_000
  await sent(4)
  desk.aheadMs += 61_000
  await desk.finished(id)
  expect(await desk.recipients()).toHaveLength(5)
})
