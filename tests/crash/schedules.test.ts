import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstInstant, instantFor } from '../../packages/server/src/jobs/sending/schedule-times.ts'
import { type Random, randomFrom } from '../oracle/naive/random.ts'
import { SEED } from '../oracle/seed.ts'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { until } from '../support/until.ts'
import { sized, TIMEOUT_MS } from './size.ts'
import { daysOfChange, firstShowing } from './wall-clock.ts'

const DAY_S = 86_400
// For people without a zone.
const PROJECT_ZONE = 'Asia/Kathmandu'
const ZONES = Intl.supportedValuesOf('timeZone')

const written = (wall: number) => new Date(wall * 1_000).toISOString().slice(0, 19)

/** A time on a wall, mostly near a change of the clock. */
function drawWall(random: Random, timezone: string, year: number): number {
  const changes = random.chance(0.8) ? daysOfChange(year, timezone) : []
  const day = changes.length > 0 ? random.pick(changes) + random.below(2) * DAY_S : Date.UTC(year, 0, 1) / 1_000
  const anyDay = changes.length > 0 ? day : day + random.below(365) * DAY_S
  const minute = random.chance(0.5) ? random.pick([0, 1, 29, 30, 59]) : random.below(60)
  return anyDay + random.below(24) * 3_600 + minute * 60 + random.pick([0, 0, 59])
}

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
  await desk.request('PATCH', '/project', { timezone: PROJECT_ZONE })
})
afterAll(() => desk.drop())

describe(`schedules (ROLLCALL_SEED=${SEED})`, () => {
  it(
    '11. begin when the wall shows their time, in every zone, also where the clock changes',
    () => {
      const random = randomFrom(SEED)
      for (let drawn = 0; drawn < sized(250, 2_000); drawn += 1) {
        const timezone = random.pick(ZONES)
        const wall = drawWall(random, timezone, 2_000 + random.below(38))
        const expected = new Date(firstShowing(wall, timezone) * 1_000)
        const at = written(wall)
        const told = { drawn, timezone, at }
        const inZone = { at, timezone, fallback: 'UTC' }
        expect([told, firstInstant(inZone)]).toEqual([told, expected])
        const ofEach = { at, timezone: 'recipient', fallback: timezone }
        expect([told, instantFor(ofEach, timezone)]).toEqual([told, expected])
        expect([told, instantFor({ ...ofEach, fallback: 'UTC' }, timezone)]).toEqual([told, expected])
        expect([told, instantFor(ofEach, null)]).toEqual([told, expected])
        expect([told, firstInstant(ofEach) <= expected]).toEqual([told, true])
      }
    },
    TIMEOUT_MS,
  )

  it(
    '11. let each person wait for the time on their own wall, in the ledger',
    async () => {
      const random = randomFrom(SEED + 1)
      const zones = [null, ...Array.from({ length: sized(30, 400) }, () => random.pick(ZONES))]
      const people = emails('zone', zones.length)
      const tag = await desk.people(people.map((email) => ({ email })))
      for (const [place, email] of people.entries()) {
        expect((await desk.request('PATCH', `/contacts/${email}`, { timezone: zones[place] })).status).toBe(200)
      }
      const year = new Date().getUTCFullYear() + 1
      for (let round = 0; round < sized(2, 10); round += 1) {
        const shown = random.pick(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'])
        let wall = drawWall(random, shown, year)
        // Nobody may schedule further ahead than a year.
        while (wall * 1_000 > Date.now() + 300 * DAY_S * 1_000) wall = drawWall(random, shown, year)
        const id = await desk.draft({ include: { tags: [tag] } })
        const schedule = { at: written(wall), timezone: 'recipient' }
        const { status, body } = await desk.request('POST', `/campaigns/${id}/schedule`, schedule)
        expect([status, body]).toMatchObject([200, { status: 'scheduled' }])
        desk.aheadMs = (wall - 14 * 3_600) * 1_000 - Date.now()
        desk.start()
        const rows = await until(
          () =>
            desk.product.product.database.query<{ email: string; timezone: string | null; not_before: Date }>(
              `select c.email, c.timezone, d.not_before from deliveries d
               join contacts c on c.project_id = d.project_id and c.row_no = d.row_no where d.campaign_id = $1`,
              [parseId('campaign', id)],
            ),
          ({ length }) => length === people.length,
        )
        await desk.stop()
        expect(new Set(rows.map(({ timezone }) => timezone)).size).toBeGreaterThan(zones.length / 2)
        for (const { email, timezone, not_before } of rows) {
          const expected = new Date(firstShowing(wall, timezone ?? PROJECT_ZONE) * 1_000)
          expect([schedule.at, email, timezone, not_before]).toEqual([schedule.at, email, timezone, expected])
        }
        await desk.request('POST', `/campaigns/${id}/cancel`)
        desk.aheadMs = 0
      }
    },
    TIMEOUT_MS,
  )
})
